// Opens the sample report in Chromium from the disk: plays, scrubs, chooses a unit, changes the
// language, and checks that the page asks the network for nothing. Screenshots go to ../build/web.
// Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  clock,
  here,
  is_accessible,
  map_changes,
  map_pixels,
  open_page,
  out,
  page_with,
  shows_time,
  sticks_nowhere_out,
} from './chromium.mjs';

const { page, finish } = await open_page({ width: 1400, height: 1000 });

async function plays_and_scrubs() {
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(() => document.querySelector('.clocks b').textContent > '02:00:20');
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = await clock(page);
  await page.waitForTimeout(200);
  assert.equal(await clock(page), paused, 'a paused clock stands');
  const before = await map_pixels(page);
  await page.locator('.timeline input').fill(String(150 * 60000));
  await shows_time(page, '04:30:00');
  await map_changes(page, before, 'the map follows the slider');
  await page.locator('.timeline input').press('ArrowRight');
  await shows_time(page, '04:30:30', 'a key steps once');
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
  const before = await map_pixels(page);
  await page.getByRole('button', { name: 'Русский' }).click();
  await map_changes(page, before, 'names on the map change');
}

async function jumps_by_the_story() {
  await page.getByRole('button', { name: /Zaozernaya is taken/ }).click();
  await shows_time(page, '05:15:00');
  await page.locator('.story .now').waitFor();
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
