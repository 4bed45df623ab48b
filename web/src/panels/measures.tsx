// Further measures over the runs, as a plain table.
import { measures_shown } from '../cite/shown';
import type { Measure } from '../protocol/report';
import { usePage } from '../store/context';
import { percent, quantity, unit_text } from '../store/figures';
import { strings } from '../strings';
import { RunStrip } from './run_strip';
import { Table } from './table';

const words = strings.measures;

function Row({ measure: m }: { measure: Measure }) {
  const { runs = [] } = usePage().battle.report;
  const q = (value: number | null | undefined) =>
    m.unit === 'share' && typeof value === 'number' ? percent(value) : quantity(value, m.unit);
  const range =
    typeof m.p10 === 'number' && typeof m.p90 === 'number' ? `${q(m.p10)}–${q(m.p90)}` : '–';
  return (
    <tr>
      <th scope="row">
        {m.name} <span class="unit">{unit_text(m.unit)}</span>
      </th>
      <td>{q(m.mean)}</td>
      <td>{q(m.p50)}</td>
      <td>{range}</td>
      <td>{m.share_ci ? `${percent(m.share_ci[0])}–${percent(m.share_ci[1])}` : '–'}</td>
      <td>{m.n ?? '–'}</td>
      <td>
        <RunStrip strip={{ values: m.samples ?? [], numbers: runs, unit: m.unit }} name={m.name} />
      </td>
    </tr>
  );
}

export function MeasuresPanel() {
  const { battle } = usePage();
  if (!battle.measures.length) return null;
  return (
    <section aria-labelledby="measures-title">
      <h2 id="measures-title">{strings.sections.measures}</h2>
      <Table
        title={strings.sections.measures}
        shown={() => measures_shown(battle, strings.sections.measures)}
        heads={[
          ...[words.name, words.mean, words.median, words.range, words.share, words.n],
          strings.run_strip.head,
        ]}
      >
        {battle.measures.map((measure) => (
          <Row key={measure.id} measure={measure} />
        ))}
      </Table>
    </section>
  );
}
