// What every part of the page may use: the battle, the player, and hooks to follow the player.
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Battle } from '../protocol/read';
import type { Player, PlayerState } from './player';

export interface Page {
  battle: Battle;
  player: Player;
  // Shows a place on the map; set by the map once it is there.
  show_place: (x: number, y: number) => void;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  return useContext(PageContext)!;
}

// Re-renders when what `pick` takes from the player's state changes.
export function usePlayer<T>(pick: (state: PlayerState) => T): T {
  const { player } = usePage();
  const [value, set_value] = useState(() => pick(player.state));
  const latest = useRef(pick);
  latest.current = pick;
  useEffect(() => {
    const update = (state: PlayerState) => set_value(() => latest.current(state));
    update(player.state);
    return player.subscribe(update);
  }, [player]);
  return value;
}
