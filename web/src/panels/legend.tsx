// What the signs on the map mean, folded away until asked for.
import { hatches_of } from '../map/basis';
import { default_sidc, symbol_image } from '../map/symbols';
import type { Basis } from '../protocol/read';
import { usePage } from '../store/context';
import { strings } from '../strings';

function BasisLine({ basis }: { basis: Basis }) {
  const plain = basis.legend.filter((one) => !one.reconstructed).map((one) => one.name);
  return (
    <p>
      {strings.map.basis}:{' '}
      {hatches_of(basis).map((one, i) => (
        <span key={one.class}>
          <i class={`hatch ${i % 2 ? 'falling' : 'rising'}`} style={{ color: one.colour }} />{' '}
          {one.name}{' '}
        </span>
      ))}
      {plain.length > 0 && strings.map.basis_plain(plain.join(', '))}
    </p>
  );
}

export function Legend() {
  const { battle } = usePage();
  return (
    <details class="legend">
      <summary>{strings.map.legend}</summary>
      <div class="legend-body">
        {battle.sides.map((side, i) => {
          const image = symbol_image(default_sidc(i, 'platoon'), 16, side.tint);
          return (
            <p key={side.id}>
              <img alt="" src={image.canvas.toDataURL()} height={24} /> {side.name}
            </p>
          );
        })}
        <p>
          <i class="bar strength" /> {strings.map.strength} <i class="bar suppression" />{' '}
          {strings.map.suppression}
        </p>
        <p>
          {strings.map.signs.map(([sign, meaning]) => (
            <span key={sign}>
              <b>{sign}</b> {meaning}{' '}
            </span>
          ))}
        </p>
        <p>{strings.map.fire_kinds}</p>
        <p>{strings.map.uncertain}</p>
        {battle.grid?.basis && <BasisLine basis={battle.grid.basis} />}
        <p>{strings.player.keys}</p>
      </div>
    </details>
  );
}
