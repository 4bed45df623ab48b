// The application: bar, rail, panel, map, card and time line on one screen, over a server.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AppPage as AppPageData } from '../protocol/server';
import { press } from '../panels/battle';
import { kFirstChoice, type MapChoice } from '../panels/map_switches';
import { PlaybackPanel } from '../panels/playback';
import { UnitCard } from '../panels/unit_card';
import { PageContext } from '../store/context';
import type { Level } from '../store/aggregate';
import { http_api, type Api } from './api';
import { GameClock } from '../game/bar';
import { GameNotes } from '../game/notes';
import { UnitOrders } from '../game/unit_orders';
import { AppContext, useApp, useAppState } from './context';
import { HelpDialog } from './help';
import { FaultCard, JobList, NextThing } from './jobs';
import { MomentDetails } from './moment_card';
import { PanelHost, Rail } from './rail';
import { kPanels } from './route';
import { SingleMap } from './single_map';
import { App } from './state';
import { TopBar } from './top_bar';
import { TwinStage } from './twins';
import { words } from './words';
import './app.css';
import '../game/game.css';

const kToolKeys = { m: 'measure', l: 'line', v: 'viewshed' } as const;

// Keys of the application, besides those of the player.
function press_app(event: KeyboardEvent, app: App, choose: Choose, help: (on: boolean) => void) {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (target.closest('input:not([type=range]):not([type=checkbox]), textarea, select, dialog'))
    return false;
  const { session } = app.state;
  const panel = event.key === 'p' ? 'play' : kPanels.slice(0, 9)[Number(event.key) - 1];
  const kind = kToolKeys[event.key.toLowerCase() as keyof typeof kToolKeys];
  if (panel) app.go({ panel: app.state.route.panel === panel ? null : panel });
  else if (kind) choose((old) => ({ ...old, tool: old.tool === kind ? null : kind }));
  else if (event.key === '?') help(true);
  else if (event.key === 'Escape' && session?.state.aim) session.aim(null);
  else if (event.key === 'Escape' && app.state.route.panel) app.go({ panel: null });
  else return app.state.page ? press(event, app.state.page.player) : false;
  return true;
}

type Choose = (change: (old: MapChoice) => MapChoice) => void;

function Stage({ choice, choose, on_level }: StageProps) {
  const twin = useAppState((state) => state.twin);
  const comparing = useAppState((state) => state.route.comparison !== null);
  const page = useAppState((state) => state.page);
  if (comparing) return <TwinStage twin={twin} choice={choice} choose={choose} />;
  if (!page?.battle.grid) return <div class="app-map" />;
  return <SingleMap key={page.battle.report.title} {...{ choice, choose, on_level }} />;
}

interface StageProps {
  choice: MapChoice;
  choose(change: Partial<MapChoice>): void;
  on_level(level: Level): void;
}

function Screen() {
  const app = useApp();
  const page = useAppState((state) => state.page);
  const session = useAppState((state) => state.session);
  const comparing = useAppState((state) => state.route.comparison !== null);
  const route = app.state.route;
  const [choice, set_choice] = useState<MapChoice>({
    ...kFirstChoice,
    language: route.language,
    level: route.level,
  });
  const [shown, set_shown] = useState<Level>('company');
  const [help, set_help] = useState(false);
  const choose = (change: Partial<MapChoice>) => {
    set_choice((old) => ({ ...old, ...change }));
    if (change.language || change.level)
      app.go({
        language: change.language ?? choice.language,
        level: change.level ?? choice.level,
      });
  };
  useEffect(() => {
    const on_key = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && press_app(event, app, set_choice, set_help))
        event.preventDefault();
    };
    window.addEventListener('keydown', on_key);
    return () => window.removeEventListener('keydown', on_key);
  }, [app]);
  const played = !!page?.battle.play;
  return (
    <PageContext.Provider value={page}>
      <div class={`app${comparing ? ' comparing' : ''}`}>
        <TopBar {...{ choice, choose, shown }} on_help={() => set_help(true)} />
        <Rail />
        <main id="stage" class="app-stage">
          <Stage choice={choice} choose={choose} on_level={set_shown} />
          <div class={`app-notes${session ? ' game' : ''}`}>
            <FaultCard />
            <JobList />
            {session && page ? (
              <GameNotes session={session} key={session.game.card.id} />
            ) : (
              <NextThing />
            )}
          </div>
          {played && !comparing && (
            <UnitCard
              more={(id) => (session ? <UnitOrders id={id} /> : <MomentDetails id={id} />)}
            />
          )}
          <PanelHost />
        </main>
        {played && (
          <footer class="app-time">
            <PlaybackPanel buttons={session && <GameClock session={session} />} />
          </footer>
        )}
      </div>
      {help && <HelpDialog on_close={() => set_help(false)} />}
    </PageContext.Provider>
  );
}

export function AppPage({ data, api = http_api }: { data: AppPageData; api?: Api }) {
  const app = useMemo(() => new App(api, data.battle), []);
  useEffect(() => void app.start(), [app]);
  return (
    <AppContext.Provider value={app}>
      <a class="skip" href="#stage" onClick={focus_map}>
        {words.skip}
      </a>
      <Screen />
    </AppContext.Provider>
  );
}

// Not a change of the address: that holds what is shown.
function focus_map(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('.app-stage .map')?.focus();
}
