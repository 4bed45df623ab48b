// The bar on top: what is shown, through whose eyes, tools, names, help.
import { useState } from 'preact/hooks';
import type { RunCard } from '../protocol/server';
import {
  BasisChoice,
  FogChoice,
  LanguageChoice,
  LevelSelect,
  TaskChoice,
  type ChoiceProps,
} from '../panels/map_switches';
import { Legend } from '../panels/legend';
import { kToolKinds } from '../map/tools';
import type { Level } from '../store/aggregate';
import { day_and_time } from '../store/clock';
import { usePage, usePlayer } from '../store/context';
import type { Session } from '../game/session';
import { strings } from '../strings';
import { useApp, useAppState } from './context';
import { words } from './words';

function run_text(run: RunCard | undefined): string {
  if (!run) return words.top.ground_only;
  const change = run.changes.join(' ') || (run.what_ifs.length ? words.top.changed : '');
  return [words.top.run(run.seed, run.replication), change].filter(Boolean).join(' · ');
}

function game_text(session: Session): string {
  const { card } = session.game;
  const side = session.page.battle.sides.find((one) => one.id === card.side)?.name ?? card.side;
  return words.top.game(side, card.seed);
}

function Title() {
  const battle = useAppState((state) => state.battle);
  const page = useAppState((state) => state.page);
  const comparison = useAppState((state) => state.comparison);
  const run = useAppState((state) => state.runs.find((card) => card.id === state.page_of));
  const session = useAppState((state) => state.session);
  const shown = session ? game_text(session) : run_text(run);
  const title = battle?.card.title ?? page?.battle.report.title ?? words.name;
  return (
    <div class="app-title">
      <h1>{title}</h1>
      <p title={shown}>{comparison ? comparison.title : shown}</p>
    </div>
  );
}

// A plain sign while nothing comes from the server; what is on the screen goes on.
function Silence() {
  const answers = useAppState((state) => state.answers);
  return (
    <p class="silence" role="status">
      {!answers && words.silent}
    </p>
  );
}

function Tools({ choice, choose }: ChoiceProps) {
  return (
    <fieldset class="segments tools">
      <legend class="unseen">{strings.tools.label}</legend>
      {kToolKinds.map((kind) => (
        <button
          type="button"
          key={kind}
          title={`${strings.tools.names[kind]}. ${strings.tools.hints[kind]}`}
          aria-label={strings.tools.names[kind]}
          aria-pressed={choice.tool === kind}
          onClick={() => choose({ tool: choice.tool === kind ? null : kind })}
        >
          {words.top.tools[kind]}
        </button>
      ))}
    </fieldset>
  );
}

function ForkButton() {
  const app = useApp();
  const { battle } = usePage();
  const t = usePlayer((state) => Math.floor(state.t / 60000) * 60000);
  const at = day_and_time(battle, t);
  return (
    <button type="button" title={`${words.top.fork_hint} (${at})`} onClick={() => app.fork_here()}>
      {words.top.fork}
    </button>
  );
}

export interface TopBarProps extends ChoiceProps {
  shown: Level;
  on_help(): void;
}

export function TopBar({ choice, choose, shown, on_help }: TopBarProps) {
  const page = useAppState((state) => state.page);
  const comparing = useAppState((state) => state.route.comparison !== null);
  const playing = useAppState((state) => state.session !== null);
  const [open, set_open] = useState(false);
  const both = { choice, choose };
  return (
    <header class="top-bar">
      <Title />
      <Silence />
      <button
        type="button"
        class="menu-button"
        aria-expanded={open}
        onClick={() => set_open(!open)}
      >
        {words.top.menu}
      </button>
      {page && (
        <div class={`top-choices${open ? ' open' : ''}`}>
          {!playing && <FogChoice />}
          {!comparing && <Tools {...both} />}
          <details class="view-menu">
            <summary>{strings.map.show}</summary>
            <div class="menu-body">
              <LevelSelect {...both} shown={shown} />
              <LanguageChoice {...both} />
              <TaskChoice />
              <BasisChoice {...both} />
              <Legend />
            </div>
          </details>
          {page.battle.play && !comparing && !playing && <ForkButton />}
          <button type="button" class="help-button" aria-label={words.top.help} onClick={on_help}>
            ?
          </button>
        </div>
      )}
    </header>
  );
}
