// Opens the sample report in Chromium from the disk: plays, scrubs, chooses a unit, changes the
// language, and checks that the page asks the network for nothing. Screenshots go to ../build/web.
// Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here('../../../build/web');
mkdirSync(out, { recursive: true });
const template = readFileSync(here('../../dist/report.html'), 'utf8');

function page_with(name, text) {
  const file = `${out}/${name}.html`;
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

const clock = () => page.locator('.clocks b').first().textContent();
const map_pixels = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.map canvas')].map((canvas) => canvas.toDataURL().length).join(),
  );

async function plays_and_scrubs() {
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(() => document.querySelector('.clocks b').textContent > '02:00:20');
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = await clock();
  await page.waitForTimeout(200);
  assert.equal(await clock(), paused, 'a paused clock stands');
  const before = await map_pixels();
  await page.locator('.timeline input').fill(String(150 * 60000));
  assert.equal(await clock(), '04:30:00');
  await page.waitForTimeout(200);
  assert.notEqual(await map_pixels(), before, 'the map follows the slider');
  await page.locator('.timeline input').press('ArrowRight');
  assert.equal(await clock(), '04:30:30', 'a key steps once');
}

async function chooses_a_unit_on_the_map() {
  const box = await page.locator('.map').boundingBox();
  let found = false;
  for (let y = 60; y < box.height - 60 && !found; y += 12) {
    for (let x = 60; x < box.width - 60 && !found; x += 12) {
      await page.mouse.move(box.x + x, box.y + y);
      found = await page.evaluate(
        () => document.querySelector('.ol-viewport').style.cursor === 'pointer',
      );
      if (found) await page.mouse.click(box.x + x, box.y + y);
    }
  }
  assert.ok(found, 'some symbol lies under the pointer');
  await page.locator('.card h3').waitFor();
  assert.match(await page.locator('.card .meter').first().textContent(), /Men\d+ of \d+/);
}

async function changes_language() {
  const before = await map_pixels();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.waitForTimeout(400);
  assert.notEqual(await map_pixels(), before, 'names on the map change');
}

async function jumps_by_the_story() {
  await page.getByRole('button', { name: /Zaozernaya is taken/ }).click();
  assert.equal(await clock(), '05:15:00');
  assert.equal(await page.locator('.story .now').count(), 1);
}

await page.goto(page_with('sample', readFileSync(here('../../src/sample/sample.json'), 'utf8')));
await page.locator('.map canvas').first().waitFor();
assert.match(
  await page.locator('.score-line').textContent(),
  /5 of 8 judged figures met; misses first/,
);
assert.equal(await page.locator('.targets tbody .badge').first().textContent(), 'missed');
await plays_and_scrubs();
await chooses_a_unit_on_the_map();
await changes_language();
await jumps_by_the_story();
await page.evaluate(() => window.scrollTo(0, 0));
await page.waitForTimeout(500);
await page.screenshot({ path: `${out}/report.png` });

// Narrow, and 200 % zoom of a common window: nothing may stick out sideways.
for (const width of [700, 640, 360]) {
  await page.setViewportSize({ width, height: 900 });
  await page.waitForTimeout(200);
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  assert.ok(excess <= 0, `the page is ${excess} px too wide at ${width} px`);
}
await page.screenshot({ path: `${out}/report_narrow.png`, fullPage: true });

// A document with nothing but a title, hostile text in it, and no document at all.
await page.goto(
  page_with('bare', '{"format":"khasan-report-1","title":"</script><!--<script>Bare"}'),
);
assert.equal(await page.locator('h1').textContent(), '</script><!--<script>Bare');
await page.goto(page_with('none', ''));
assert.match(await page.locator('h1').textContent(), /cannot be shown/);

assert.deepEqual(errors, []);
assert.deepEqual(requests, []);
await browser.close();
console.log(
  'browser test passed: play, scrub, unit card, language, story, narrow, bare and empty documents',
);
