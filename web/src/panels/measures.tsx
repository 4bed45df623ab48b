// Further measures over the runs, as a plain table.
import type { Measure } from '../protocol/report';
import { usePage } from '../store/context';
import { percent, quantity, unit_text } from '../store/figures';
import { strings } from '../strings';
import { Table } from './table';

const words = strings.measures;

function Row({ measure: m }: { measure: Measure }) {
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
    </tr>
  );
}

export function MeasuresPanel() {
  const { battle } = usePage();
  if (!battle.measures.length) return null;
  return (
    <section aria-labelledby="measures-title">
      <h2 id="measures-title">{strings.sections.measures}</h2>
      <div class="scroll">
        <Table heads={[words.name, words.mean, words.median, words.range, words.share, words.n]}>
          {battle.measures.map((measure) => (
            <Row key={measure.id} measure={measure} />
          ))}
        </Table>
      </div>
    </section>
  );
}
