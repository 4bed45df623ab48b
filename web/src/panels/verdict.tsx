// The first view: what was simulated, what came out, how many figures were met.
import { usePage } from '../store/context';
import { score_of, type Score } from '../store/score';
import { strings } from '../strings';

function ScoreBar({ score }: { score: Score }) {
  const parts = [
    ['missed', score.missed],
    ['undecided', score.undecided],
    ['met', score.met],
  ] as const;
  return (
    <div class="score">
      <p class="score-line">
        <strong>{strings.verdict.score(score)}</strong>; {strings.verdict.misses_first}
      </p>
      <div class="score-bar" aria-hidden="true">
        {parts.flatMap(([name, n]) =>
          Array.from({ length: n }, (_, i) => (
            <span class={`score-cell ${name}`} key={`${name}${i}`} title={strings.classes[name]} />
          )),
        )}
      </div>
      <p class="score-key">
        {parts
          .filter(([, n]) => n > 0)
          .map(([name, n]) => (
            <span key={name}>
              <i class={`dot ${name}`} /> {n} {strings.classes[name]}
            </span>
          ))}
        <a href="#targets">{strings.verdict.to_table}</a>
      </p>
    </div>
  );
}

export function VerdictPanel() {
  const { battle } = usePage();
  const { report } = battle;
  const score = score_of(battle.targets);
  const seed = report.seed === undefined ? '' : String(report.seed);
  const sentences = report.summary?.length
    ? report.summary
    : [
        report.replications
          ? strings.verdict.ran(report.title, report.replications, seed)
          : strings.verdict.ran_once(report.title),
        ...(score.judged ? [strings.verdict.outcome(score)] : []),
      ];
  return (
    <header class="verdict">
      <div>
        <h1>{report.title}</h1>
        {report.subtitle && <p class="subtitle">{report.subtitle}</p>}
        <p class="lead">{sentences.join(' ')}</p>
      </div>
      {score.judged > 0 && <ScoreBar score={score} />}
    </header>
  );
}
