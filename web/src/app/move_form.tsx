// Moving units and tasks on the map, in the form of what-ifs: with the pointer, or by these
// choices.
import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../store/context';
import { useApp, useAppState, useFetched } from './context';
import { Moves } from './moves';
import { words } from './words';

const w = words.moves;

function Choices({ moves }: { moves: Moves }) {
  const app = useApp();
  const { deployment } = moves;
  const [unit, set_unit] = useState(moves.unit ?? '');
  const choose = (path: string) => {
    moves.unit = path || null;
    set_unit(path);
    app.set_moves(moves);
  };
  const middle = app.state.route.place;
  return (
    <>
      <label>
        {w.unit}{' '}
        <select value={unit} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="" />
          {deployment.starts.map((start) => (
            <option key={start.unit} value={start.unit}>
              {moves.name_of(start.unit)}
            </option>
          ))}
        </select>
      </label>
      {unit && middle && (
        <button type="button" onClick={() => moves.put_start(unit, [middle[0], middle[1]])}>
          {w.to_middle}
        </button>
      )}
      {moves.orders().map((order) => (
        <label key={order.id}>
          {w.target(order.task.replaceAll('_', ' '))}{' '}
          <select
            value={moves.moved.targets.get(order.id)?.id ?? order.place}
            onChange={(event) => {
              const id = event.currentTarget.value;
              const place = deployment.places.find((one) => one.id === id);
              if (place) moves.put_target(order.id, place);
            }}
          >
            {deployment.places.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}

interface MoveFormProps {
  battle: string; // id
  set_patch(patch: string): void;
}

export function MoveForm({ battle, set_patch }: MoveFormProps) {
  const app = useApp();
  const page = usePage();
  const moves = useAppState((state) => state.moves);
  useEffect(() => () => app.set_moves(null), []);
  const { value } = useFetched(`deployment/${battle}`, () => app.api.deployment(battle));
  if (!value?.starts.length || !page) return null;
  const begin = () => {
    page.player.pause();
    page.player.seek(page.player.start_ms);
    app.set_moves(
      new Moves(value, page.battle, (patch) => {
        set_patch(patch);
        app.set_moves(app.state.moves);
      }),
    );
  };
  if (!moves) {
    return (
      <p>
        <button type="button" onClick={begin}>
          {w.begin}
        </button>
      </p>
    );
  }
  return (
    <fieldset class="checks moves">
      <legend>{w.title}</legend>
      <p class="quiet">{w.hint}</p>
      <Choices moves={moves} key={moves.unit ?? ''} />
      <p>
        <button type="button" onClick={() => moves.clear()}>
          {w.clear}
        </button>{' '}
        <button type="button" onClick={() => app.set_moves(null)}>
          {w.end}
        </button>
      </p>
    </fieldset>
  );
}
