// Hooks to follow the game on the screen.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAppState } from '../app/context';
import type { Session, SessionState } from './session';

export const useSession = (): Session | null => useAppState((state) => state.session);

// Re-renders when what `pick` takes from the game's state changes.
export function useSessionState<T>(session: Session, pick: (state: SessionState) => T): T {
  const [value, set_value] = useState(() => pick(session.state));
  const latest = useRef(pick);
  latest.current = pick;
  useEffect(() => {
    const update = (state: SessionState) => set_value(() => latest.current(state));
    update(session.state);
    return session.subscribe(update);
  }, [session]);
  return value;
}
