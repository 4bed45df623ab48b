// What a side has points for, and how it stands.
import type { VictoryCard } from '../protocol/game';
import { useSessionState } from './context';
import type { Session } from './session';
import { words } from './words';

const w = words.victory;

export interface Standing {
  score: number;
  points: number;
  is_whole: boolean; // nothing of it is unknown to the player's side
}

// Of the conditions of one side together; what is not known gives nothing.
export function standing_of(conditions: VictoryCard[], side: string): Standing {
  const all = conditions.filter((one) => one.side === side);
  const sum = (pick: (one: VictoryCard) => number) => all.reduce((s, one) => s + pick(one), 0);
  return {
    score: sum((one) => one.score ?? 0),
    points: sum((one) => one.points),
    is_whole: all.every((one) => one.score !== null),
  };
}

const text_of = ({ score, points }: VictoryCard): string =>
  score === null ? w.unknown(points) : w.points(score, points);

export function Conditions({ all, scored }: { all: VictoryCard[]; scored: boolean }) {
  return (
    <ul class="conditions">
      {all.map((one) => (
        <li key={one.id}>
          <span>{one.text}</span>
          <b>{scored ? text_of(one) : w.worth(one.points)}</b>
          {scored && one.score !== null && (
            <meter min={0} max={one.points} value={one.score} aria-label={one.text} />
          )}
        </li>
      ))}
    </ul>
  );
}

// Of the other side only what it fights for: how it stands is not for the player to know.
export function Victory({ session }: { session: Session }) {
  const victory = useSessionState(session, (state) => state.victory);
  const side = session.game.card.side;
  const own = victory.filter((one) => one.side === side);
  const others = victory.filter((one) => one.side !== side);
  if (!own.length) return <p class="quiet">{w.none}</p>;
  const { score, points, is_whole } = standing_of(victory, side);
  return (
    <>
      <h3>{w.title}</h3>
      <p class="quiet">
        {w.total(score, points)} {!is_whole && w.not_whole}
      </p>
      <Conditions all={own} scored />
      {others.length > 0 && (
        <details>
          <summary>{w.other}</summary>
          <Conditions all={others} scored={false} />
        </details>
      )}
    </>
  );
}
