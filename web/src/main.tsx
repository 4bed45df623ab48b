// Starts the page: reads the document, of a battle, a study or a crisis, or says plainly why it
// cannot.
import { render } from 'preact';
import { kCrisisFormat, read_crisis, type CrisisReport } from './protocol/crisis';
import { read_battle, read_document } from './protocol/read';
import type { Report } from './protocol/report';
import { kStudyFormat, read_study, type StudyReport } from './protocol/study';
import { CrisisPage } from './crisis/page';
import { ReportPage } from './page';
import { strings } from './strings';
import { StudyPage } from './study/page';
import 'ol/ol.css';
import 'uplot/dist/uPlot.min.css';
import './page.css';

const root = document.getElementById('page')!;

function page_of(report: Report | StudyReport | CrisisReport) {
  if (report.format === kStudyFormat) return <StudyPage study={read_study(report)} />;
  if (report.format === kCrisisFormat) return <CrisisPage crisis={read_crisis(report)} />;
  return <ReportPage battle={read_battle(report)} />;
}

function start(): void {
  try {
    const report = read_document();
    const page = page_of(report);
    document.title = `${report.title} – Khasan`;
    render(page, root);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    render(
      <main>
        <h1>{strings.failed}</h1>
        <p>{why}</p>
      </main>,
      root,
    );
  }
}

start();
