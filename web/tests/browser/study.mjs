// Opens sample studies in Chromium from the disk: chooses a measure, goes through the runs with the
// keyboard, saves a plot as SVG and CSV, prints, and checks that the page asks the network for
// nothing. Screenshots go to ../build/web. Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { here, open_page, out, page_with, saved, sticks_nowhere_out } from './chromium.mjs';

const page_of = (design) =>
  page_with(`study_${design}`, readFileSync(here(`../../src/sample/study_${design}.json`), 'utf8'));
const { page, finish } = await open_page({ width: 1400, height: 1000 });

async function saves_plots() {
  const [svg_name, svg] = await saved(page, /Save “Where the runs come out” as SVG/);
  assert.match(svg_name, /^[A-Z]\d+_distribution\.svg$/);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, />record</, 'history is marked');
  const [csv_name, csv] = await saved(page, /Save “Where the runs come out” as CSV/);
  assert.match(csv_name, /\.csv$/);
  assert.match(csv, /^row,point,replication,value,/);
  assert.ok(csv.split('\n').length > 20, 'a line a run');
}

async function plays_a_run_again_by_keyboard() {
  const stop = page.locator('.study-plot .run-dot[tabindex="0"]').first();
  await stop.focus();
  const command = page.locator('.picked code').first();
  const first = await command.textContent();
  assert.match(first, /^khasan run --study \S+ --point \d+ --rep \d+$/);
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await command.textContent(), first, 'a key goes to the next run');
  await page.keyboard.press('ArrowDown');
  assert.match(await command.textContent(), /--point \d+/);
}

const kPlots = {
  one_at_a_time: 'What each change does',
  latin_hypercube: 'The mean against each factor',
  indices: 'Which factors explain the spread',
  spread: 'Where the spread comes from',
};
for (const [design, plot] of Object.entries(kPlots)) {
  await page.setViewportSize({ width: 1400, height: 1000 });
  await page.goto(page_of(design));
  assert.equal(await page.locator('.study-plot h4').first().textContent(), plot);
  assert.equal(await page.locator('.study-plot').count(), 2);
  await saves_plots();
  await plays_a_run_again_by_keyboard();
  await page.locator('.outcomes button').nth(1).click();
  const chosen = await page.locator('.outcomes button').nth(1).textContent();
  assert.match(await page.locator('.study-measure h3').textContent(), new RegExp(`^${chosen}`));
  await page.screenshot({ path: `${out}/study_${design}.png`, fullPage: true });
  for (const width of [700, 360]) await sticks_nowhere_out(page, design, width);
  await page.screenshot({ path: `${out}/study_${design}_narrow.png`, fullPage: true });
}
await page.pdf({ path: `${out}/study.pdf` });

await finish('browser test passed: plots, files, keyboard and width of sample studies');
