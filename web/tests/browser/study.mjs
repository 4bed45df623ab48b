// Opens sample studies in Chromium from the disk: chooses a measure, goes through the runs with the
// keyboard, saves a plot as SVG and CSV, prints, and checks that the page asks the network for
// nothing. Screenshots go to ../build/web. Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here('../../../build/web');
mkdirSync(out, { recursive: true });
const template = readFileSync(here('../../dist/report.html'), 'utf8');

function page_of(design) {
  const text = readFileSync(here(`../../src/sample/study_${design}.json`), 'utf8');
  const file = `${out}/study_${design}.html`;
  writeFileSync(
    file,
    template.replace('/*KHASAN_DATA*/', () => text.replaceAll('<', '\\u003c')),
  );
  return pathToFileURL(file).href;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
const errors = [];
const requests = [];
page.on('pageerror', (error) => errors.push(error.message));
page.on('console', (message) => {
  if (message.type() === 'error') errors.push(message.text());
});
page.on('request', (request) => {
  if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
});

async function saved(name) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return [file.suggestedFilename(), readFileSync(await file.path(), 'utf8')];
}

async function saves_plots() {
  const [svg_name, svg] = await saved(/Save “Where the runs come out” as SVG/);
  assert.match(svg_name, /^[A-Z]\d+_distribution\.svg$/);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, />record</, 'history is marked');
  const [csv_name, csv] = await saved(/Save “Where the runs come out” as CSV/);
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
  for (const width of [700, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(200);
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(excess <= 0, `${design} is ${excess} px too wide at ${width} px`);
  }
  await page.screenshot({ path: `${out}/study_${design}_narrow.png`, fullPage: true });
}
await page.pdf({ path: `${out}/study.pdf` });

assert.deepEqual(errors, []);
assert.deepEqual(requests, []);
await browser.close();
console.log('browser test passed: plots, files, keyboard and width of sample studies');
