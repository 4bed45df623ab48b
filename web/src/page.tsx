// The page from top to bottom: verdict, map, figures, curves, story, order of battle, sources.
import { useMemo } from 'preact/hooks';
import { CrisisChapter } from './crisis/page';
import { read_crisis } from './protocol/crisis';
import type { Battle } from './protocol/read';
import { PageContext, type Page } from './store/context';
import { Player } from './store/player';
import { BattlePanel } from './panels/battle';
import { CurvesPanel } from './panels/curves';
import { EvidenceTablePanel } from './panels/evidence_table';
import { LedgerPanel } from './panels/ledger';
import { MeasuresPanel } from './panels/measures';
import { AboutPanel, EvidencePanel, PhasesPanel, SourcesPanel } from './panels/reference';
import { OrbatPanel } from './panels/orbat';
import { PairsPanel } from './panels/pairs';
import { RipplesPanel } from './panels/ripples';
import { StoryPanel } from './panels/story';
import { TargetsPanel } from './panels/targets';
import { VerdictPanel } from './panels/verdict';

export function ReportPage({ battle }: { battle: Battle }) {
  const page = useMemo<Page>(
    () => ({
      battle,
      player: new Player(battle.start_ms, battle.end_ms, battle.play?.step_ms ?? 60000),
      show_place: () => undefined,
    }),
    [battle],
  );
  return (
    <PageContext.Provider value={page}>
      <main>
        <VerdictPanel />
        <BattlePanel />
        {battle.report.crisis && (
          <CrisisChapter
            crisis={read_crisis(battle.report.crisis)}
            sources={battle.sources.map((source) => source.id)}
          />
        )}
        <PairsPanel />
        <RipplesPanel />
        <TargetsPanel />
        <MeasuresPanel />
        <EvidenceTablePanel />
        <LedgerPanel />
        <CurvesPanel />
        <div class="columns">
          <StoryPanel />
          <OrbatPanel />
        </div>
        <EvidencePanel />
        <SourcesPanel />
        <PhasesPanel />
        <AboutPanel />
      </main>
    </PageContext.Provider>
  );
}
