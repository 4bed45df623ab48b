// Starts the page: reads the document, of a battle, a study or a crisis, or the application over a
// server; or says plainly why it cannot.
import { render } from 'preact';
import { AppPage } from './app/page';
import { DebriefPage } from './debrief/page';
import { kCrisisFormat, read_crisis, type CrisisReport } from './protocol/crisis';
import { kDebriefFormat, type DebriefReport } from './protocol/debrief';
import { read_battle, read_document } from './protocol/read';
import type { Report } from './protocol/report';
import type { AppPage as AppPageData } from './protocol/server';
import { kStudyFormat, read_study, type StudyReport } from './protocol/study';
import { CrisisPage } from './crisis/page';
import { ReportPage } from './page';
import { strings } from './strings';
import { StudyPage } from './study/page';
import 'ol/ol.css';
import 'uplot/dist/uPlot.min.css';
import './page.css';

const root = document.getElementById('page')!;

const kAppFormat = 'khasan-app-1';

function page_of(report: Report | StudyReport | CrisisReport | DebriefReport | AppPageData) {
  const is_app = (data: typeof report): data is AppPageData => data.format === kAppFormat;
  if (is_app(report)) return <AppPage data={report} />;
  if (report.format === kStudyFormat) return <StudyPage study={read_study(report)} />;
  if (report.format === kCrisisFormat) return <CrisisPage crisis={read_crisis(report)} />;
  if (report.format === kDebriefFormat) return <DebriefPage data={report} />;
  return <ReportPage battle={read_battle(report)} />;
}

function start(): void {
  try {
    const report = read_document();
    const page = page_of(report);
    const named = report.title === 'Khasan' ? report.title : `${report.title} – Khasan`;
    document.title = named;
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
