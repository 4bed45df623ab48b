// Losses and ground: who holds which crest now, the curves, and the table by phase and day.
import { CurvesPanel } from '../panels/curves';
import { Figure } from '../panels/figure';
import { FogNote } from '../panels/fog_note';
import { LedgerPanel } from '../panels/ledger';
import { Table } from '../panels/table';
import type { Battle } from '../protocol/read';
import { usePage, usePlayer } from '../store/context';
import { percent } from '../store/figures';
import { of_side, seer_of } from '../store/known';
import { counted_origin } from '../store/origins';
import { last_at } from '../store/tracks';
import { strings } from '../strings';
import { words } from './words';

const { origins } = strings;

interface Holding {
  place: string;
  shares: { colour: string; name: string; share: number }[];
}

// The share of each place that each side holds at a moment, from the curves of control.
export function holdings_at(battle: Battle, t: number, seer: string | null = null): Holding[] {
  const places = new Map<string, Holding>();
  for (const curve of of_side(battle.curves, seer)) {
    const side = battle.sides.find((each) => each.id === curve.side);
    if (!curve.id.startsWith('held_') || !side) continue;
    const values = curve.this_run ?? curve.median ?? [];
    const share = values[Math.min(values.length - 1, Math.max(0, last_at(curve.t, t)))] ?? 0;
    const place = curve.name.replace(/^Share held of /, '');
    const holding = places.get(place) ?? { place, shares: [] };
    holding.shares.push({ colour: side.colour, name: side.name, share });
    places.set(place, holding);
  }
  return [...places.values()];
}

function Holdings() {
  const { battle } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / 60000) * 60000);
  const seer = usePlayer((state) => seer_of(state.fog));
  const holdings = holdings_at(battle, t, seer);
  if (!holdings.length) return null;
  return (
    <>
      <h3>{words.losses.now}</h3>
      <Table name="holdings" title={words.losses.now} heads={[]}>
        {holdings.map(({ place, shares }) => (
          <tr key={place}>
            <th scope="row">{place}</th>
            <td>
              <span class="holding-bar" aria-hidden="true">
                {shares.map(({ colour, name, share }) => (
                  <i key={name} style={{ width: `${100 * share}%`, background: colour }} />
                ))}
              </span>
              <span class="quiet">
                <Figure origins={() => [counted_origin(battle, origins.held, origins)]}>
                  {shares.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')}
                </Figure>
              </span>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

export function LossesPanel() {
  return (
    <>
      <FogNote part="losses" />
      <Holdings />
      <CurvesPanel />
      <LedgerPanel />
    </>
  );
}
