// The application for its parts, and a hook to follow its state.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { AppState } from './app_state';
import type { App } from './state';

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  return useContext(AppContext)!;
}

// Re-renders when what `pick` takes from the state changes.
export function useAppState<T>(pick: (state: AppState) => T): T {
  const app = useApp();
  const [value, set_value] = useState(() => pick(app.state));
  useEffect(() => {
    const update = (state: AppState) => set_value(() => pick(state));
    update(app.state);
    return app.subscribe(update);
  }, [app]);
  return value;
}

// Something fetched for a key, anew when the key changes; null until it is there. What failed is
// asked for again when the server has come back.
export function useFetched<T>(key: string, fetch: () => Promise<T>) {
  const returns = useAppState((state) => state.returns);
  const [found, set_found] = useState<{ key: string; value: T | null; fault: Error | null }>();
  useEffect(() => {
    let live = true;
    if (found?.key === key && !found.fault) return undefined;
    fetch().then(
      (value) => live && set_found({ key, value, fault: null }),
      (fault: Error) => live && set_found({ key, value: null, fault }),
    );
    return () => {
      live = false;
    };
  }, [key, returns]);
  return found?.key === key ? found : { key, value: null, fault: null };
}
