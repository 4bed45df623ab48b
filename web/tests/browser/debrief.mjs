// Opens an after-action report in Chromium from the disk: every part is there, maps are drawn, it
// fits narrow screens, is accessible, and prints as a few pages of A4. Run after `npm run build`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  here,
  is_accessible,
  open_page,
  out,
  page_with,
  sticks_nowhere_out,
  until,
} from './chromium.mjs';

const report = JSON.parse(readFileSync(here('../../src/sample/sample.json'), 'utf8'));
const { start_ms, end_ms } = report;
const opinion = (believed, right, there) => ({ believed, right, there });
const debrief = {
  led: 1,
  victory: {
    conditions: [
      { side: 0, text: 'The hill, the share held at the end', points: 100, value: 0.7, got: 70 },
      { side: 1, text: 'The hill, the share held', points: 100, value: 0.3, got: 30 },
    ],
    score: [70, 30],
    verdict: 'a decisive Japanese victory',
  },
  turning_points: [
    {
      at_ms: (start_ms + end_ms) / 2,
      side: 0,
      place: 'Zaozernaya',
      x: report.map.west_m + (report.map.columns * report.map.cell_m) / 2,
      y: report.map.north_m - (report.map.rows * report.map.cell_m) / 2,
      points: 80,
      opinions: [opinion(39, 36, 40), opinion(46, 46, 108)],
      why: 'It fell because of the company.',
    },
  ],
  orders: [
    {
      given_ms: start_ms,
      side: 1,
      unit: "Levchenko's company",
      by: '40th Rifle Division',
      task: 'support_by_fire',
      objective: 'Bezymyannaya',
      not_before_ms: start_ms,
      recalled: false,
      begun_ms: start_ms + 280 * 60000,
      ended_ms: null,
    },
  ],
  decisions: ['31 Jul 04:33  The company leaves the enemy on Zaozernaya.'],
  opinions: [0, 1, 2, 3].map((i) => [start_ms + (i * (end_ms - start_ms)) / 3, i, i, 9, 0, 0, 12]),
  record: [
    {
      id: 'T020',
      quantity: 'guards killed',
      unit: 'men',
      side: 1,
      window: 'all day',
      value: 3,
      low: 4,
      best: 5,
      high: 5,
      inside: false,
      source: 'kasahara-2021',
    },
  ],
  questions: ['What could have been known?', 'What would you have ordered?'],
};
const document = { format: 'khasan-debrief-1', title: report.title, debrief, report };
const { page, finish } = await open_page({ width: 1200, height: 900 });
await page.goto(page_with('debrief', JSON.stringify(document)));

async function tells_all() {
  for (const text of [
    'The Soviet side was led by a player.',
    'How it ended: a decisive Japanese victory',
    '4 h 40 min',
    'support by fire: Bezymyannaya',
    'the Soviet headquarters believed in 46 Japanese elements, 46 of them about where they were; 108 were there',
    'It fell because of the company.',
    'outside',
    'What would you have ordered?',
  ]) {
    assert.ok((await page.locator('main').innerText()).includes(text), text);
  }
  await until(async () => assert.equal(await page.locator('.map-at canvas').count() >= 2, true));
}

async function prints() {
  const pdf = await page.pdf({ path: `${out}/debrief.pdf`, preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[\s*0 0 59[45]/, 'A4');
}

await tells_all();
await page.screenshot({ path: `${out}/debrief.png`, fullPage: true });
await is_accessible(page, 'the after-action report');
for (const width of [390, 1024]) await sticks_nowhere_out(page, 'the after-action report', width);
await prints();
await finish('after-action report: told, accessible, printed');
