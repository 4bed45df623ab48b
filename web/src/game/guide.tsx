// The guide through a first game, over the map: one step at a time. How far one has come is kept
// in the browser, so that a reload goes on there.
import { useEffect, useState } from 'preact/hooks';
import { useAppState } from '../app/context';
import { marker_of } from '../store/aggregate';
import { usePage, usePlayer } from '../store/context';
import { useSessionState } from './context';
import { EndButton } from './end';
import { kOutpost, kOutpostSteps, type GuideStep } from './outpost_guide';
import type { Session } from './session';
import { words } from './words';

const w = words.guide;

const key_of = (game: string): string => `khasan-guide-${game}`;

// A browser that keeps nothing begins again with the first step.
function kept_step(game: string): number {
  try {
    return Number(localStorage.getItem(key_of(game))) || 0;
  } catch {
    return 0;
  }
}

function keep_step(game: string, step: number): void {
  try {
    localStorage.setItem(key_of(game), String(step));
  } catch {
    // nothing is kept
  }
}

function use_step(session: Session): [number, (step: number) => void] {
  const game = session.game.card.id;
  const [at, set_at] = useState(() => kept_step(game));
  const { battle } = usePage();
  const panel = useAppState((state) => state.route.panel);
  const selected = usePlayer((state) => state.selected);
  const now_ms = usePlayer(() => session.player.now_ms);
  const state = useSessionState(session, (all) => all);
  const view = { battle, session: state, now_ms, start_ms: session.game.start_ms, selected, panel };
  const go = (step: number) => {
    keep_step(game, step);
    set_at(step);
  };
  const is_done = kOutpostSteps[at]?.is_done(view) ?? false;
  useEffect(() => {
    if (is_done) go(at + 1);
  }, [is_done, at]);
  return [at, go];
}

function ShowUnit({ session, path }: { session: Session; path: string }) {
  const page = usePage();
  const unit = session.game.units.find((one) => one.path === path);
  if (!unit) return null;
  const show = () => {
    const key = `u${unit.unit}`;
    const marker = marker_of(page.battle, key, page.player.state.t);
    page.player.select(key);
    if (marker) page.show_place(marker.x, marker.y);
  };
  return (
    <button type="button" onClick={show}>
      {w.show(unit.name)}
    </button>
  );
}

function Step({ session, step }: { session: Session; step: GuideStep }) {
  return (
    <>
      <p>{step.text}</p>
      {step.ends && <EndButton session={session} />}
      {step.unit && <ShowUnit session={session} path={step.unit} />}
    </>
  );
}

export function Guide({ session }: { session: Session }) {
  const [at, go] = use_step(session);
  const { battle, side } = session.game.card;
  const step = kOutpostSteps[at];
  if (battle !== kOutpost.battle || side !== kOutpost.side || !step) return null;
  const all = kOutpostSteps.length;
  return (
    <section class="note-card guide" aria-label={w.label}>
      <p class="quiet" role="status">
        {w.title(at + 1, all)}
      </p>
      <Step session={session} step={step} />
      <p class="guide-buttons">
        {at + 1 < all && (
          <button type="button" class="plain" onClick={() => go(at + 1)}>
            {w.skip}
          </button>
        )}
        <button type="button" class="plain" onClick={() => go(all)}>
          {w.leave}
        </button>
      </p>
    </section>
  );
}
