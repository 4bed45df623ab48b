// The rail of panels and the one that is open: beside the map, or over it where it is wide.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { OrbatPanel } from '../panels/orbat';
import { StoryPanel } from '../panels/story';
import { BattlesPanel } from './battles_panel';
import { PlayPanel } from '../game/panel';
import { useApp, useAppState } from './context';
import { CrisisSheet, RecordSheet } from './sheets';
import { LossesPanel } from './losses_panel';
import { kPanels, type PanelName } from './route';
import { StudiesPanel } from './studies_panel';
import { WhatIfPanel } from './what_if_panel';
import { WhyPanel } from './why_panel';
import { words } from './words';

// Plain drawings of 20 by 20, stroked with the text's colour.
const kIcons: Record<PanelName, string> = {
  battles: 'M3 4h14M3 10h14M3 16h14',
  what_if: 'M4 16V9c0-3 3-4 6-4h5M12 2l3 3-3 3M4 12c0 3 4 4 11 4',
  why: 'M7 7c0-4 7-4 7 0 0 3-4 3-4 6M10 16v1',
  story: 'M4 3h9l3 3v11H4zM7 9h6M7 12h6',
  orbat: 'M10 3v4M4 13V9h12v4M10 7v6M2 13h4v4H2zM8 13h4v4H8zM14 13h4v4h-4z',
  losses: 'M3 3v14h14M5 13l4-4 3 2 5-6',
  crisis: 'M4 17V3M14 17V3M4 6h10M4 10h10M4 14h10',
  studies: 'M3 17V9h3v8M8 17V4h3v13M13 17v-6h3v6',
  play: 'M5 17V3M5 4h10l-3 3.5 3 3.5H5',
  sources: 'M3 4c3-1 5-1 7 1 2-2 4-2 7-1v12c-3-1-5-1-7 1-2-2-4-2-7-1zM10 5v12',
};
// On the rail playing comes after the battles; keys keep the order of kPanels.
const kRail: PanelName[] = ['battles', 'play', ...kPanels.slice(1, -1)];
const kWide = new Set<PanelName>(['crisis', 'studies', 'sources']);
// Panels that need a run on the screen.
const kOfRun = new Set<PanelName>(['story', 'losses']);

export function Rail() {
  const app = useApp();
  const open = useAppState((state) => state.route.panel);
  const played = useAppState((state) => !!state.page?.battle.play);
  const crisis = useAppState((state) => state.battle?.card.crisis ?? false);
  const shown = kRail.filter(
    (name) => (played || !kOfRun.has(name)) && (crisis || name !== 'crisis'),
  );
  return (
    <nav class="rail" aria-label={words.rail}>
      {shown.map((name) => (
        <button
          type="button"
          key={name}
          aria-expanded={open === name}
          class={open === name ? 'open' : ''}
          onClick={() => app.go({ panel: open === name ? null : name })}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={kIcons[name]} />
          </svg>
          <span>{words.panels[name]}</span>
        </button>
      ))}
    </nav>
  );
}

function body_of(name: PanelName, has_page: boolean, played: boolean): ComponentChildren {
  if (name === 'battles') return <BattlesPanel />;
  if (name === 'play') return <PlayPanel />;
  if (name === 'what_if') return <WhatIfPanel />;
  if (name === 'why') return <WhyPanel />;
  if (name === 'crisis') return <CrisisSheet />;
  if (name === 'studies') return <StudiesPanel />;
  if (!has_page) return null;
  if (name === 'orbat') return <OrbatPanel />;
  if (name === 'sources') return <RecordSheet />;
  if (!played) return null;
  return name === 'story' ? <StoryPanel /> : <LossesPanel />;
}

export function PanelHost() {
  const app = useApp();
  const open = useAppState((state) => state.route.panel);
  const has_page = useAppState((state) => !!state.page);
  const played = useAppState((state) => !!state.page?.battle.play);
  // A panel of the battle before is not that of the next; what is typed into a form stays when
  // another run is shown.
  const subject = useAppState(({ route, page_of }) =>
    route.panel === 'what_if' ? route.battle : `${route.battle}/${page_of}`,
  );
  const host = useRef<HTMLElement>(null);
  useEffect(() => host.current?.focus({ preventScroll: true }), [open]);
  if (!open) return null;
  return (
    <section
      ref={host}
      class={`panel${kWide.has(open) ? ' wide' : ''} panel-${open}`}
      tabIndex={-1}
      aria-label={words.panels[open]}
    >
      <div class="panel-head">
        <h2>{words.panels[open]}</h2>
        <button
          type="button"
          aria-label={`${words.close}: ${words.panels[open]}`}
          onClick={() => app.go({ panel: null })}
        >
          ×
        </button>
      </div>
      <div class="panel-body" key={subject} tabIndex={0}>
        {body_of(open, has_page, played)}
      </div>
    </section>
  );
}
