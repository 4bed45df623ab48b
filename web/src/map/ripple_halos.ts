// Where two runs differ by a moment: squares of ground as large as the number of elements in them,
// and rings around units that have just parted, which fade.
import type { SideView } from '../protocol/read';
import type { Ripples } from '../protocol/report';
import type { Player } from '../store/player';
import { last_at } from '../store/tracks';
import type { Painter } from './map_view';

const kLeast_px = 22;
const kRing_ms = 30 * 60e3; // a parting is news for half an hour

export function ripple_painter(ripples: Ripples, player: Player, sides: SideView[]): Painter {
  const times = ripples.moments.map((moment) => moment.at_ms);
  const colour = (id: string) => sides.find((side) => side.id === id)?.colour ?? '#444';
  return (g, place, metres_per_pixel) => {
    const { t } = player.state;
    const moment = ripples.moments[last_at(times, t)];
    for (const [x, y, first, second] of moment?.cells ?? []) {
      const [px, py] = place(x, y);
      const reach = (ripples.cell_m / metres_per_pixel) * Math.sqrt(Math.min(20, first + second));
      const radius = Math.max(kLeast_px, reach / 5);
      const glow = g.createRadialGradient(px, py, 0, px, py, radius);
      glow.addColorStop(0, 'rgba(255,196,30,0.85)');
      glow.addColorStop(1, 'rgba(255,196,30,0)');
      g.fillStyle = glow;
      g.fillRect(px - radius, py - radius, 2 * radius, 2 * radius);
    }
    for (const unit of ripples.units) {
      const age = (t - unit.at_ms) / kRing_ms;
      if (age < 0 || age > 1) continue;
      g.globalAlpha = 1 - age;
      g.beginPath();
      g.arc(...place(unit.x, unit.y), 16 + 14 * age, 0, 2 * Math.PI);
      g.lineWidth = 3;
      g.strokeStyle = colour(unit.side);
      g.stroke();
    }
    g.globalAlpha = 1;
  };
}
