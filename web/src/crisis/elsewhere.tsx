// What lies off the map: help to a third party by month and route, claims beside records, and the
// share of each army that is tied down.
import { claims_shown, deliveries_shown } from '../cite/shown_words';
import { Table } from '../panels/table';
import type { Claim, CrisisReport, Delivery } from '../protocol/crisis';
import { figure } from '../store/figures';
import { Frame } from '../study/frame';
import { colours, kAxis_px } from '../study/marks';
import { scale_of } from '../study/numbers';
import { chance_text, date_of, month_text } from './numbers';
import { Cite, Days, SideLegend, SideMark, side_colour, steps_path } from './marks';
import { words } from './words';

const unique = (texts: string[]): string[] => [...new Set(texts)];

export function Deliveries({ crisis }: { crisis: CrisisReport }) {
  const months = unique(crisis.deliveries.map((d) => d.month)).sort();
  const routes = unique(crisis.deliveries.map((d) => d.route));
  const at = (month: string, route: string): Delivery[] =>
    crisis.deliveries.filter((d) => d.month === month && d.route === route);
  return (
    <Table
      name="deliveries"
      title={words.deliveries}
      shown={() => deliveries_shown(crisis, words.deliveries)}
      heads={['Month', ...routes]}
    >
      {months.map((month) => (
        <tr key={month}>
          <th scope="row">{month_text(month)}</th>
          {routes.map((route) => (
            <td key={route}>
              {at(month, route).map((d, i) => (
                <div key={i}>
                  <b>{figure(d.count)}</b> {d.what}{' '}
                  <span class="quiet">
                    <Cite ids={d.sources} />
                  </span>
                </div>
              ))}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

export function claim_verdict(claim: Claim): [string, string] {
  if (claim.is_false) return ['false', 'missed'];
  if (claim.recorded === null) return ['not on record', 'none'];
  if (claim.claimed === claim.recorded) return ['as recorded', 'met'];
  const high = (claim.claimed ?? 0) > claim.recorded;
  return [high ? 'claim higher than record' : 'claim lower than record', 'undecided'];
}

export function Claims({ crisis }: { crisis: CrisisReport }) {
  return (
    <Table
      name="targets crisis-table"
      title={words.claims}
      shown={() => claims_shown(crisis, words.claims)}
      heads={['What', 'Claimed', 'Recorded', 'Verdict', 'What is known', 'Who says so']}
    >
      {crisis.claims.map((claim) => {
        const [verdict, badge] = claim_verdict(claim);
        return (
          <tr key={claim.what}>
            <th scope="row">
              {claim.what} <span class="context">{month_text(claim.month)}</span>
            </th>
            <td data-name="Claimed">{figure(claim.claimed)}</td>
            <td data-name="Recorded">{figure(claim.recorded)}</td>
            <td data-name="Verdict">
              <span class={`badge ${badge}`}>{verdict}</span>
            </td>
            <td data-name="Known">{claim.note}</td>
            <td data-name="Who says so">
              <Cite ids={claim.sources} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function draw(crisis: CrisisReport, width: number) {
  const [from, to] = [48, width - 14];
  const [top, bottom] = [30, 190];
  const scale = scale_of([crisis.start_day, crisis.end_day], from, to);
  const y = scale_of([0, 1], bottom - 2, top);
  const body = (
    <g>
      <SideLegend crisis={crisis} x={from} y={10} />
      <Days {...{ crisis, scale, from, to, top, bottom }} />
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <path d={`M${from} ${y.at(share)} H${to}`} stroke={colours.grid} />
          <text x={from - 6} y={y.at(share) + 4} text-anchor="end" fill={colours.soft}>
            {`${100 * share} %`}
          </text>
        </g>
      ))}
      {crisis.sides.map((_, side) => {
        const steps = crisis.commitments.filter((step) => step.side === side);
        const points = steps.map((step): [number, number] => [
          scale.at(step.day),
          y.at(step.share),
        ]);
        if (!points.length) return null;
        return (
          <g key={side}>
            <path
              d={steps_path(points, scale.at(crisis.end_day))}
              fill="none"
              stroke={side_colour(side)}
              stroke-width="2.2"
              stroke-dasharray={side === 0 ? undefined : '7 3'}
            />
            {points.map(([x, at], i) => (
              <g key={i}>
                <SideMark side={side} x={x} y={at} r={4} />
                <title>{`${chance_text(steps[i]!.share)} ${steps[i]!.text}`}</title>
              </g>
            ))}
          </g>
        );
      })}
    </g>
  );
  return { height: bottom + kAxis_px - 10, body };
}

export function Commitments({ crisis }: { crisis: CrisisReport }) {
  const { commitments, sides } = crisis;
  const sentence = sides
    .map((side, i) => {
      const shares = commitments.filter((step) => step.side === i).map((step) => step.share);
      const [first, last] = [chance_text(shares[0] ?? 0), chance_text(shares.at(-1) ?? 0)];
      const path = first === last ? `${first} throughout` : `${first} to ${last}`;
      return `${side.name}: ${path}`;
    })
    .join('; ');
  return (
    <>
      <Frame
        title="Share of each army tied down elsewhere"
        name="commitments"
        subject={crisis.title}
        sentence={`At the best numbers, ${sentence}.`}
        numbers={{
          columns: ['from', 'side', 'share', 'why'],
          rows: commitments.map((step) => [
            date_of(crisis, step.day),
            sides[step.side]!.name,
            chance_text(step.share),
            step.text || 'at first',
          ]),
        }}
        csv={{
          columns: ['day', 'side', 'share', 'why'],
          rows: commitments.map((s) => [s.day, sides[s.side]!.id, s.share, s.text]),
        }}
        draw={(width) => draw(crisis, width)}
      />
      <ul class="moved">
        {commitments
          .filter((step) => step.text)
          .map((step) => (
            <li key={step.day}>
              <b>{date_of(crisis, step.day)}</b> {step.text} <Cite ids={step.sources} />
            </li>
          ))}
      </ul>
    </>
  );
}

export function ElsewherePanel({ crisis }: { crisis: CrisisReport }) {
  if (!crisis.deliveries.length && !crisis.claims.length && !crisis.commitments.length) return null;
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">{words.elsewhere}</h2>
      {crisis.deliveries.length > 0 && (
        <>
          <h3>{words.deliveries}</h3>
          <p class="intro">{words.deliveries_intro}</p>
          <Deliveries crisis={crisis} />
        </>
      )}
      {crisis.claims.length > 0 && (
        <>
          <h3>{words.claims}</h3>
          <p class="intro">{words.claims_intro}</p>
          <Claims crisis={crisis} />
        </>
      )}
      <Commitments crisis={crisis} />
    </section>
  );
}
