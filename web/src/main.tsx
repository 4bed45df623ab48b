// Starts the page: reads the document, or says plainly why it cannot.
import { render } from 'preact';
import { read_page } from './protocol/read';
import { ReportPage } from './page';
import { strings } from './strings';
import 'ol/ol.css';
import 'uplot/dist/uPlot.min.css';
import './page.css';

const root = document.getElementById('page')!;

function start(): void {
  try {
    const battle = read_page();
    document.title = `${battle.report.title} – Khasan`;
    render(<ReportPage battle={battle} />, root);
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
