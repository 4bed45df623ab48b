// The story that may be told through the eyes that the page looks with; it grows during a game.
import { useMemo } from 'preact/hooks';
import type { StoryEvent } from '../protocol/report';
import { usePage, usePlayer } from '../store/context';
import { seer_of, told_by } from '../store/known';
import { strings } from '../strings';

export function useTold(): StoryEvent[] {
  const { battle } = usePage();
  const seer = usePlayer((state) => seer_of(state.fog));
  const length = usePlayer(() => battle.events.length);
  return useMemo(() => told_by(battle, seer, strings.fog.nameless), [battle, seer, length]);
}
