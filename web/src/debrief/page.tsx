// An after-action report: situation, what was fought for, decisions, turning points, what was
// believed, the record, questions. Read on a screen or printed.
import { useMemo } from 'preact/hooks';
import type { Debrief, DebriefReport, GivenOrder, TurningPoint } from '../protocol/debrief';
import { read_battle, type Battle } from '../protocol/read';
import { MapFrame } from '../panels/map_frame';
import { kFirstChoice } from '../panels/map_switches';
import { Table } from '../panels/table';
import { clock_day, clock_time } from '../store/clock';
import { PageContext, type Page } from '../store/context';
import { figure, quantity } from '../store/figures';
import { Player } from '../store/player';
import { OpinionChart } from './opinions';
import { words } from './words';
import './debrief.css';

interface Props {
  battle: Battle;
  debrief: Debrief;
}

const clock = (battle: Battle, t: number): string =>
  `${clock_day(battle.epoch_utc_ms, t, battle.clocks[0]!).replace(/ \d{4}$/, '')} ` +
  clock_time(battle.epoch_utc_ms, t, battle.clocks[0]!);

const adjective = (battle: Battle, side: number): string => battle.sides[side]!.adjective;

// The map as it was at a moment, about a point.
function MapAt(props: { battle: Battle; t: number; about?: [number, number] }) {
  const { battle, t, about } = props;
  const page = useMemo<Page>(() => {
    const player = new Player(battle.start_ms, battle.end_ms, battle.play?.step_ms ?? 60000);
    player.seek(t);
    return { battle, player, show_place: () => undefined };
  }, [battle, t]);
  if (!battle.grid) return null;
  const kResolution = 4; // metres a pixel: some three kilometres across
  return (
    <PageContext.Provider value={page}>
      <div class="map-at">
        <MapFrame
          choice={{ ...kFirstChoice, level: about ? 'company' : 'auto' }}
          choose={() => undefined}
          on_level={() => undefined}
          on_map={(map) => about && map.look_at(...about, kResolution)}
          label={clock(battle, t)}
        />
      </div>
    </PageContext.Provider>
  );
}

function Head({ battle, debrief }: Props) {
  const led = debrief.led === null ? words.not_led : words.led(adjective(battle, debrief.led));
  return (
    <header>
      <p class="kind">{words.kind}</p>
      <h1>{battle.report.title}</h1>
      <p class="subtitle">{battle.report.subtitle}</p>
      <p>
        {led} {words.repeat}
        <code>{battle.report.command}</code>
      </p>
      <button type="button" class="print" onClick={() => window.print()}>
        {words.print}
      </button>
    </header>
  );
}

// Men of a side at the start of the battle, of those who are there then or come later.
function men_of(battle: Battle, side: number): number {
  const id = battle.sides[side]!.id;
  return battle.elements
    .filter((element) => element.side === id)
    .reduce((sum, element) => sum + element.men_start, 0);
}

function Situation({ battle }: { battle: Battle }) {
  const weather = battle.weather[0];
  return (
    <section aria-labelledby="situation">
      <h2 id="situation">{words.situation}</h2>
      <p>
        {clock(battle, battle.start_ms)} – {clock(battle, battle.end_ms)}.{' '}
        {weather ? `${weather.text[0]!.toUpperCase()}${weather.text.slice(1)}. ` : ''}
        {battle.sides
          .map((side, i) => `${side.name}: ${figure(men_of(battle, i))} men.`)
          .join(' ')}
      </p>
      <MapAt battle={battle} t={battle.start_ms} />
    </section>
  );
}

function Victory({ battle, debrief }: Props) {
  const { conditions, score, verdict } = debrief.victory;
  if (!conditions.length) return null;
  return (
    <section aria-labelledby="victory">
      <h2 id="victory">
        {words.verdict}: {verdict}
      </h2>
      {battle.sides.map((side, s) => (
        <div key={side.id}>
          <h3>
            {side.name}: {words.of(figure(Math.round(score[s]!)), '100')}
          </h3>
          <Table name="points" heads={[words.condition, words.came_to, words.points]}>
            {conditions
              .filter((condition) => condition.side === s)
              .map((condition) => (
                <tr key={condition.text}>
                  <td>{condition.text}</td>
                  <td>{figure(condition.value)}</td>
                  <td>{words.of(figure(Math.round(condition.got)), figure(condition.points))}</td>
                </tr>
              ))}
          </Table>
        </div>
      ))}
    </section>
  );
}

function OrderRow({ battle, order }: { battle: Battle; order: GivenOrder }) {
  const due = Math.max(order.given_ms, order.not_before_ms);
  const begun = order.begun_ms;
  return (
    <tr>
      <td>{clock(battle, order.given_ms)}</td>
      <td>
        <b>{order.unit}</b> {words.to(order.task.replaceAll('_', ' '), order.objective)}
        <span class="context">{words.by(order.by)}</span>
      </td>
      <td>
        {order.recalled ? words.recalled : begun === null ? words.never : clock(battle, begun)}
      </td>
      <td>{begun === null ? '' : words.after_text(Math.round((begun - due) / 60000))}</td>
      <td>
        {order.ended_ms !== null
          ? clock(battle, order.ended_ms)
          : begun === null
            ? ''
            : words.at_the_end}
      </td>
    </tr>
  );
}

function Decisions({ battle, debrief }: Props) {
  const { orders, decisions } = debrief;
  if (!orders.length && !decisions.length) return null;
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{words.decisions}</h2>
      {orders.length > 0 && (
        <>
          <h3>{words.orders}</h3>
          <Table heads={[words.given, words.order, words.begun, words.after, words.ended]}>
            {orders.map((order, i) => (
              <OrderRow key={i} {...{ battle, order }} />
            ))}
          </Table>
        </>
      )}
      {decisions.length > 0 && (
        <>
          <h3>{words.own_decisions}</h3>
          <ul class="lines">
            {decisions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Turning({ battle, point }: { battle: Battle; point: TurningPoint }) {
  return (
    <article class="turning">
      <h3>
        {clock(battle, point.at_ms)}: {words.taken(point.place, adjective(battle, point.side))}
      </h3>
      <MapAt battle={battle} t={point.at_ms} about={[point.x, point.y]} />
      <div>
        <p>
          {words.believed_intro}{' '}
          {[1 - point.side, point.side]
            .map((side) => {
              const { believed, right, there } = point.opinions[side]!;
              const enemy = adjective(battle, 1 - side);
              return words.believed(adjective(battle, side), believed, right, there, enemy);
            })
            .map((text, i) => (i ? text[0]!.toUpperCase() + text.slice(1) : text))
            .join(' ')}
        </p>
        <p>
          <b>{words.why}</b> {point.why || words.not_explained}
        </p>
      </div>
    </article>
  );
}

function TurningPoints({ battle, debrief }: Props) {
  return (
    <section aria-labelledby="turning">
      <h2 id="turning">{words.turning}</h2>
      {!debrief.turning_points.length && <p>{words.no_turning}</p>}
      {debrief.turning_points.map((point) => (
        <Turning key={`${point.at_ms} ${point.place}`} {...{ battle, point }} />
      ))}
    </section>
  );
}

function Opinions({ battle, debrief }: Props) {
  return (
    <section aria-labelledby="opinions">
      <h2 id="opinions">{words.opinions}</h2>
      <p>{words.opinions_intro}</p>
      <div class="opinions">
        {battle.sides.map((side, s) => (
          <OpinionChart key={side.id} {...{ battle, debrief }} side={s} />
        ))}
      </div>
    </section>
  );
}

function Record({ battle, debrief }: Props) {
  if (!debrief.record.length) return null;
  return (
    <section aria-labelledby="record">
      <h2 id="record">{words.losses}</h2>
      <p>{words.losses_intro}</p>
      <Table heads={[words.quantity, words.this_run, words.recorded, '']}>
        {debrief.record.map((row) => (
          <tr key={row.id}>
            <td>
              {adjective(battle, row.side)}: {row.quantity}
              <span class="context">
                {row.window} · {row.source}
              </span>
            </td>
            <td>{quantity(row.value, row.unit)}</td>
            <td>
              {quantity(row.best, row.unit)} ({quantity(row.low, row.unit)} –{' '}
              {quantity(row.high, row.unit)})
            </td>
            <td>{row.inside ? words.inside : words.outside}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Questions({ debrief }: { debrief: Debrief }) {
  return (
    <section aria-labelledby="questions" class="questions">
      <h2 id="questions">{words.questions}</h2>
      <ol>
        {debrief.questions.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
    </section>
  );
}

export function DebriefPage({ data }: { data: DebriefReport }) {
  const battle = useMemo(() => read_battle(data.report), [data]);
  const props = { battle, debrief: data.debrief };
  return (
    <main class="debrief">
      <Head {...props} />
      <Situation battle={battle} />
      <Victory {...props} />
      <Decisions {...props} />
      <TurningPoints {...props} />
      <Opinions {...props} />
      <Record {...props} />
      <Questions debrief={data.debrief} />
      <footer>
        <p class="context">{battle.report.map?.credits?.join(' ')}</p>
      </footer>
    </main>
  );
}
