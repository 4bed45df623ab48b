// Starts the page: reads the document, of a battle or of a study, or says plainly why it cannot.
import { render } from 'preact';
import { read_battle, read_document } from './protocol/read';
import type { Report } from './protocol/report';
import { kStudyFormat, read_study, type StudyReport } from './protocol/study';
import { ReportPage } from './page';
import { strings } from './strings';
import { StudyPage } from './study/page';
import 'ol/ol.css';
import 'uplot/dist/uPlot.min.css';
import './page.css';

const root = document.getElementById('page')!;

function page_of(report: Report | StudyReport) {
  if (report.format === kStudyFormat) return <StudyPage study={read_study(report)} />;
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
