// Opens the sample report in Chromium from the disk: plays, scrubs, chooses a unit, changes the
// language, and checks that the page asks the network for nothing. Screenshots go to ../build/web.
// Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { here, is_accessible, open_page, out, page_with, sticks_nowhere_out } from './chromium.mjs';

const { page, finish } = await open_page({ width: 1400, height: 1000 });

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
await is_accessible(page, 'the report');

// Narrow, and 200 % zoom of a common window: nothing may stick out sideways.
for (const width of [700, 640, 360]) await sticks_nowhere_out(page, 'the report', width);
await page.screenshot({ path: `${out}/report_narrow.png`, fullPage: true });

// A document with nothing but a title, hostile text in it, and no document at all.
await page.goto(
  page_with('bare', '{"format":"khasan-report-1","title":"</script><!--<script>Bare"}'),
);
assert.equal(await page.locator('h1').textContent(), '</script><!--<script>Bare');
await page.goto(page_with('none', ''));
assert.match(await page.locator('h1').textContent(), /cannot be shown/);

await finish(
  'browser test passed: play, scrub, unit card, language, story, narrow, bare and empty documents',
);
