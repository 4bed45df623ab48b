// Strips of the time line: the phases of the battle, and what each side loses as time goes.
import { useMemo } from 'preact/hooks';
import { CiteButton } from '../cite/cite_button';
import { losses_shown } from '../cite/shown_more';
import type { Battle } from '../protocol/read';
import type { Curve } from '../protocol/report';
import { usePage, usePlayer } from '../store/context';
import { begun_by, seer_of } from '../store/known';
import { last_at } from '../store/tracks';
import { strings } from '../strings';

const kBins = 240;

// What a growing curve gains in each of so many equal parts of a span of time.
export function gains(curve: Curve, from: number, to: number, bins: number): number[] {
  const values = curve.this_run ?? curve.median ?? [];
  const at = (t: number) => values[Math.min(values.length - 1, last_at(curve.t, t))] ?? 0;
  const edge = (i: number) => at(from + ((to - from) * i) / bins);
  return Array.from({ length: bins }, (_, i) => Math.max(0, edge(i + 1) - edge(i)));
}

export const percent_of = (battle: Battle, t: number): number =>
  (100 * (t - battle.start_ms)) / Math.max(1, battle.end_ms - battle.start_ms);

// Bars of the first side go up, those of the second down; the square root keeps small losses
// visible beside great ones.
export function LossesStrip({ battle }: { battle: Battle }) {
  const seer = usePlayer((state) => seer_of(state.fog));
  const sides = useMemo(
    () =>
      battle.sides.slice(0, 2).map((side) => {
        const curve = battle.curves.find((each) => each.id === `lost_${side.id}`);
        const is_told = seer === null || side.id === seer;
        const bars = curve && is_told ? gains(curve, battle.start_ms, battle.end_ms, kBins) : [];
        return { side, bars: bars.map(Math.sqrt) };
      }),
    [battle, seer],
  );
  const most = Math.max(...sides.flatMap((one) => one.bars), 0);
  if (most <= 0) return null;
  return (
    <div class="losses">
      <CiteButton
        title={strings.player.losses}
        shown={() => losses_shown(battle, strings.player.losses)}
      />
      <svg
        class="losses-strip"
        viewBox={`0 0 ${kBins} 24`}
        preserveAspectRatio="none"
        role="img"
        aria-label={strings.player.losses}
      >
        <title>{strings.player.losses}</title>
        {sides.map(({ side, bars }, s) => (
          <path
            key={side.id}
            fill={side.colour}
            d={bars
              .map((bar, i) => {
                const height = (12 * bar) / most;
                return bar ? `M${i} 12h1v${s === 0 ? -height : height}h-1z` : '';
              })
              .join('')}
          />
        ))}
        <path d={`M0 12H${kBins}`} stroke="#8d8573" stroke-width="0.6" />
      </svg>
    </div>
  );
}

export function StagesStrip({ battle }: { battle: Battle }) {
  const { player } = usePage();
  const all = (battle.report.ledger?.spans ?? []).filter((span) => span.kind === 'stage');
  const begun = usePlayer((state) => begun_by(all, seer_of(state.fog), state.t).length);
  const stages = all.slice(0, begun);
  if (!all.length) return null;
  return (
    <div class="stages-strip" role="group" aria-label={strings.player.stages}>
      {stages.map((stage) => {
        const left = percent_of(battle, Math.max(battle.start_ms, stage.from_ms));
        const right = percent_of(battle, Math.min(battle.end_ms, stage.to_ms));
        return (
          <button
            type="button"
            key={stage.name}
            title={stage.name}
            style={{ left: `${left}%`, width: `${right - left}%` }}
            onClick={() => player.seek(stage.from_ms)}
          >
            {stage.name}
          </button>
        );
      })}
    </div>
  );
}
