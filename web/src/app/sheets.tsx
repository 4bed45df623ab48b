// Wide panels: the crisis before the battle, studies, the record with its sources.
import { CrisisPage } from '../crisis/page';
import { EvidenceTablePanel } from '../panels/evidence_table';
import { FogNote } from '../panels/fog_note';
import { MeasuresPanel } from '../panels/measures';
import { AboutPanel, EvidencePanel, PhasesPanel, SourcesPanel } from '../panels/reference';
import { TargetsPanel } from '../panels/targets';
import { VerdictPanel } from '../panels/verdict';
import { read_crisis } from '../protocol/crisis';
import type { StudyCard } from '../protocol/server';
import { read_study } from '../protocol/study';
import { StudyPage } from '../study/page';
import { useApp, useAppState, useFetched } from './context';
import { Fault, useFault } from './jobs';
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

function StudyLine({ card }: { card: StudyCard }) {
  const app = useApp();
  const [fault, set_fault] = useFault();
  const start = async () => {
    const asked = app.api.start_study({ study: card.id });
    set_fault(await app.request(asked, () => app.go({ study: card.id })));
  };
  return (
    <li class="study-line">
      <b>{card.title}</b>{' '}
      <span class="quiet">
        {words.studies.state[card.state]}, {words.studies.runs(card.runs_done, card.runs)}
      </span>{' '}
      {card.state === 'done' && (
        <button type="button" onClick={() => app.go({ study: card.id })}>
          {words.studies.show}
        </button>
      )}
      {(card.state === 'ready' || card.state === 'stopped') && (
        <button type="button" onClick={() => void start()}>
          {card.state === 'ready' ? words.studies.run : words.studies.go_on}
        </button>
      )}
      {fault && <Fault fault={fault} />}
    </li>
  );
}

function Study({ id }: { id: string }) {
  const app = useApp();
  const { value, fault } = useFetched(`study/${id}`, () => app.api.study_document(id));
  return (
    <>
      <button type="button" onClick={() => app.go({ study: null })}>
        ‹ {words.studies.back}
      </button>
      {fault && <p>{fault.message}</p>}
      {value ? <StudyPage study={read_study(value)} /> : !fault && <p>{words.loading}</p>}
    </>
  );
}

export function StudiesPanel() {
  const app = useApp();
  const battle = useAppState((state) => state.route.battle);
  const chosen = useAppState((state) => state.route.study);
  // A job that ends changes what can be shown.
  const ended = useAppState(
    (state) => state.jobs.filter((job) => job.kind === 'study' && job.state === 'done').length,
  );
  const { value } = useFetched(`studies/${ended}`, () => app.api.studies());
  if (chosen) return <Study id={chosen} />;
  const cards = (value ?? []).filter((card) => card.battle === battle);
  return (
    <>
      <p class="intro">{words.studies.intro}</p>
      {value && !cards.length && <p>{words.studies.none}</p>}
      <ul class="choices">
        {cards.map((card) => (
          <StudyLine key={card.id} card={card} />
        ))}
      </ul>
    </>
  );
}
