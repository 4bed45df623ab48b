// What a side has points for, and how it stands.
import type { VictoryCard } from '../protocol/game';
import { useSessionState } from './context';
import type { Session } from './session';
import { words } from './words';

const w = words.victory;

export interface Standing {
  score: number;
  points: number;
}
export const standing_of = (conditions: VictoryCard[], side: string): Standing =>
  conditions
    .filter((one) => one.side === side)
    .reduce((sum, { score, points }) => ({ score: sum.score + score, points: sum.points + points }), {
      score: 0,
      points: 0,
    });

export function Conditions({ all, scored }: { all: VictoryCard[]; scored: boolean }) {
  return (
    <ul class="conditions">
      {all.map((one) => (
        <li key={one.id}>
          <span>{one.text}</span>
          <b>{scored ? w.points(one.score, one.points) : w.worth(one.points)}</b>
          {scored && <meter min={0} max={one.points} value={one.score} aria-label={one.text} />}
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
  const { score, points } = standing_of(victory, side);
  return (
    <>
      <h3>{w.title}</h3>
      <p class="quiet">{w.total(score, points)}</p>
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
