// The line in a panel that says what it leaves out, while one looks with one side's headquarters.
import { usePlayer } from '../store/context';
import { seer_of } from '../store/known';
import { strings } from '../strings';

export function FogNote({ part }: { part: keyof typeof strings.fog.notes }) {
  const seer = usePlayer((state) => seer_of(state.fog));
  return seer === null ? null : <p class="fog-note">{strings.fog.notes[part]}</p>;
}
