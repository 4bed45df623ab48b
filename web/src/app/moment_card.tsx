// What the engine says of an element at the moment shown, under its card: men by fate, weapons,
// order, what it knows. A unit shows what it is made of.
import { Table } from '../panels/table';
import type { ContactCard, Moment } from '../protocol/server';
import { clock_time } from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import { kKnownByName } from '../store/pictures';
import { elements_below } from '../store/tree';
import { strings } from '../strings';
import { useEffect, useState } from 'preact/hooks';
import { useApp, useAppState, useFetched } from './context';
import { words } from './words';

const kRest_ms = 250;

// A value once it has stood still for a while: nothing is asked while the clock runs.
function use_rested<T>(value: T): T {
  const [rested, set_rested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set_rested(value), kRest_ms);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

function fates_text({ men }: Moment): string {
  const fates = words.moment.fates;
  const parts = (Object.keys(fates) as (keyof typeof fates)[]).flatMap((fate) =>
    men[fate] > 0 ? [`${men[fate]} ${fates[fate]}`] : [],
  );
  return parts.join(', ');
}

function Weapons({ moment }: { moment: Moment }) {
  const w = words.moment;
  if (!moment.weapons.length) return null;
  return (
    <Table title={w.weapons} heads={[w.weapon, w.working, w.rounds, w.fired]} name="weapons">
      {moment.weapons.map((weapon) => (
        <tr key={weapon.name}>
          <th scope="row">{weapon.name}</th>
          <td>{weapon.working}</td>
          <td>{weapon.rounds}</td>
          <td>{weapon.fired}</td>
        </tr>
      ))}
    </Table>
  );
}

function Facts({ moment }: { moment: Moment }) {
  const w = words.moment;
  const body = [
    moment.grenades > 0 ? w.grenades(moment.grenades) : '',
    moment.dug_h > 0 ? w.dug(moment.dug_h) : '',
    moment.awake_h >= 1 ? w.awake(moment.awake_h) : '',
    moment.vehicle ?? '',
    moment.flight ?? '',
  ].filter(Boolean);
  const rows: [string, string | null][] = [
    [w.task, moment.task],
    [w.order, moment.order],
    [w.reports_to, moment.reports_to],
  ];
  return (
    <>
      {fates_text(moment) && <p>{fates_text(moment)}</p>}
      {body.length > 0 && <p class="quiet">{body.join(' · ')}</p>}
      <dl class="card-facts">
        {rows.map(([name, text]) =>
          text ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  );
}

// An enemy's name is not told before he is recognised.
function contact_text(contact: ContactCard, levels: string[]): string {
  const is_named = levels.indexOf(contact.level) >= kKnownByName;
  const name = is_named ? contact.name : strings.fog.unknown;
  return words.moment.contact(name, contact.level, contact.error_m);
}

function Known({ moment }: { moment: Moment }) {
  const page = usePage();
  const levels = page.battle.report.pictures?.level_names ?? [];
  return (
    <>
      <h4>{words.moment.sees}</h4>
      {moment.contacts.length === 0 && <p class="quiet">{words.moment.nothing}</p>}
      <ul class="card-history">
        {moment.contacts.slice(0, 12).map((contact) => (
          <li key={contact.element}>
            <button
              type="button"
              class="plain"
              onClick={() => page.show_place(contact.x, contact.y)}
            >
              {contact_text(contact, levels)}
            </button>{' '}
            <time>
              {clock_time(page.battle.epoch_utc_ms, contact.seen_ms, page.battle.clocks[0]!)}
            </time>
          </li>
        ))}
      </ul>
    </>
  );
}

function ElementMoment({ run, element }: { run: string; element: number }) {
  const app = useApp();
  const t = use_rested(usePlayer((state) => Math.floor(state.t / 10000) * 10000));
  const { value, fault } = useFetched(`${run}/${element}/${t}`, () =>
    app.api.moment(run, t, element),
  );
  const [last, set_last] = useState<Moment | null>(null);
  useEffect(() => {
    if (value) set_last(value);
  }, [value]);
  const moment = value ?? last;
  if (fault) return <p class="quiet">{words.moment.failed}</p>;
  if (!moment) return <p class="quiet">{words.moment.waiting}</p>;
  return (
    <div class={value ? '' : 'stale'}>
      <Facts moment={moment} />
      <Weapons moment={moment} />
      <Known moment={moment} />
    </div>
  );
}

const kMembersMost = 30;

export function Members({ unit }: { unit: number }) {
  const { battle, player } = usePage();
  const members = elements_below(battle, unit).slice(0, kMembersMost);
  return (
    <>
      <h4>{words.moment.elements}</h4>
      <ul class="card-history">
        {members.map((i) => (
          <li key={i}>
            <button type="button" class="plain" onClick={() => player.select(`e${i}`)}>
              {battle.elements[i]!.name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export function MomentDetails({ id }: { id: string }) {
  const run = useAppState((state) => state.page_of);
  const index = Number(id.slice(1));
  if (!run) return null;
  if (id.startsWith('u')) return <Members unit={index} />;
  return <ElementMoment key={id} run={run} element={index} />;
}
