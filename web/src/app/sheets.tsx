// Wide panels: the crisis before the battle, the record with its sources.
import { CrisisPage } from '../crisis/page';
import { EvidenceTablePanel } from '../panels/evidence_table';
import { FogNote } from '../panels/fog_note';
import { MeasuresPanel } from '../panels/measures';
import { AboutPanel, EvidencePanel, PhasesPanel, SourcesPanel } from '../panels/reference';
import { TargetsPanel } from '../panels/targets';
import { VerdictPanel } from '../panels/verdict';
import { read_crisis } from '../protocol/crisis';
import { useApp, useAppState, useFetched } from './context';
import { words } from './words';

export function CrisisSheet() {
  const app = useApp();
  const battle = useAppState((state) => state.route.battle) ?? '';
  const { value, fault } = useFetched(`crisis/${battle}`, () => app.api.crisis(battle));
  if (fault) return <p>{words.crisis.none}</p>;
  return value ? <CrisisPage crisis={read_crisis(value)} /> : <p>{words.loading}</p>;
}

export function RecordSheet() {
  return (
    <>
      <FogNote part="record" />
      <VerdictPanel />
      <TargetsPanel />
      <MeasuresPanel />
      <EvidenceTablePanel />
      <EvidencePanel />
      <SourcesPanel />
      <PhasesPanel />
      <AboutPanel />
    </>
  );
}
