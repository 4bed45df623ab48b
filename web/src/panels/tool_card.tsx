// What the tool in hand has found: distance and bearing, the ground along a line, the ground seen.
import { CiteButton } from '../cite/cite_button';
import { sight_shown } from '../cite/shown_more';
import { distance_text, seen_share, type ToolNews } from '../map/tools';
import { usePage } from '../store/context';
import { percent } from '../store/figures';
import type { Sight } from '../store/sight';
import { strings } from '../strings';

const words = strings.tools;
const kWidth = 300;
const kHeight = 90;

interface Profile {
  ground: string; // an area
  cover: string; // the line of what grows on it
  line: string;
}

// Paths of a profile in a box of the given size, highest point near its top.
export function profile_paths(sight: Sight, width: number, height: number): Profile {
  const { profile } = sight;
  const heights = profile.flatMap((p) => [p.ground_m, p.cover_m, p.line_m]);
  const low = Math.min(...profile.map((p) => p.ground_m));
  const high = Math.max(...heights, low + 1);
  const far = profile.at(-1)?.distance_m || 1;
  const down = (z: number) => height - 4 - ((height - 12) * (z - low)) / (high - low);
  const at = (d: number, z: number) => `${((width * d) / far).toFixed(1)},${down(z).toFixed(1)}`;
  const path = (pick: (p: Sight['profile'][number]) => number) =>
    profile.map((p) => at(p.distance_m, pick(p))).join(' ');
  return {
    ground: `0,${height} ${path((p) => p.ground_m)} ${width},${height}`,
    cover: path((p) => Math.max(p.ground_m, p.cover_m)),
    line: path((p) => p.line_m),
  };
}

function ProfilePlot({ sight }: { sight: Sight }) {
  const paths = profile_paths(sight, kWidth, kHeight);
  const far = sight.profile.at(-1)?.distance_m || 1;
  const blocked = sight.blocked_at_m;
  return (
    <svg viewBox={`0 0 ${kWidth} ${kHeight}`} role="img" aria-label={words.profile}>
      <polygon points={paths.ground} fill="#d9cba6" />
      <polyline points={paths.cover} fill="none" stroke="#5b7d3a" stroke-dasharray="2 2" />
      <polyline
        points={paths.line}
        fill="none"
        stroke={sight.visible ? '#0f6b5c' : '#a3261d'}
        stroke-width="1.6"
      />
      {blocked !== null && (
        <line
          x1={(kWidth * blocked) / far}
          x2={(kWidth * blocked) / far}
          y1={0}
          y2={kHeight}
          stroke="#a3261d"
          stroke-dasharray="3 3"
        />
      )}
    </svg>
  );
}

function Found({ news }: { news: ToolNews }) {
  const { grid } = usePage().battle;
  if (news.failed) return <p>{words.failed(news.failed)}</p>;
  if (news.kind === 'measure') {
    if (news.points.length < 2) return <p>{words.hints.measure}</p>;
    return (
      <p>
        <b>{distance_text(news.distance_m)}</b>
        {news.bearing !== null && ` · ${words.bearing(Math.round(news.bearing))}`}
      </p>
    );
  }
  if (news.sight) {
    return (
      <>
        <p>
          <b>{news.sight.visible ? words.visible : words.hidden}</b>{' '}
          {distance_text(news.distance_m)}
          {news.sight.blocked_at_m !== null &&
            ` · ${words.blocked(distance_text(news.sight.blocked_at_m))}`}
        </p>
        <ProfilePlot sight={news.sight} />
        <CiteButton
          title={words.profile}
          shown={() => sight_shown(news.sight!, news.distance_m, words.profile)}
        />
      </>
    );
  }
  if (news.shed && grid) {
    const range = distance_text(news.shed.range_m);
    return <p>{words.seen(percent(seen_share(news.shed, grid)), range)}</p>;
  }
  return <p>{words.hints[news.kind]}</p>;
}

interface ToolCardProps {
  news: ToolNews;
  bare: boolean; // the page itself calculates, over bare ground
  on_clear(): void;
  on_close(): void;
}

export function ToolCard({ news, bare, on_clear, on_close }: ToolCardProps) {
  return (
    <div class="tool-card" role="status">
      <div class="tool-head">
        <b>{words.names[news.kind]}</b>
        <button type="button" onClick={on_clear} disabled={!news.points.length}>
          {words.clear}
        </button>
        <button type="button" onClick={on_close} aria-label={words.close}>
          ×
        </button>
      </div>
      <Found news={news} />
      {news.kind !== 'measure' && <p class="quiet">{bare ? words.bare : words.engine}</p>}
    </div>
  );
}
