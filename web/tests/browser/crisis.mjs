// Opens the sample crisis in Chromium from the disk: order of the parts, search, files, keyboard,
// width on small screens, and that the page asks the network for nothing. Screenshots go to
// ../build/web. Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { here, open_page, out, page_with, saved, sticks_nowhere_out } from './chromium.mjs';

const { page, finish } = await open_page({ width: 1440, height: 900 });
await page.goto(page_with('crisis', readFileSync(here('../../src/sample/crisis.json'), 'utf8')));

const kParts = 'ladder beliefs story who odds change versions elsewhere figures sources'.split(' ');
const parts = page.locator('main > section > h2');
assert.deepEqual(await parts.evaluateAll((all) => all.map((part) => part.id)), kParts);

const [svg_name, svg] = await saved(page, /Save “Run \d+ on the ladder” as SVG/);
assert.equal(svg_name, 'ladder.svg');
assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
const [, csv] = await saved(page, /Save “Chances” as CSV/);
assert.match(csv, /^measure,text,unit,best,/);

// Folded parts open with the keyboard; the search leaves fewer rows.
await page.locator('.fold > summary').focus();
await page.keyboard.press('Enter');
await page.locator('.twin > summary').click();
const rows = page.locator('.figures tbody tr');
const all = await rows.count();
await page.getByRole('searchbox').fill('tokyo');
const found = await rows.count();
assert.ok(found > 0 && found < all, `${found} of ${all} figures found`);
await page.getByRole('searchbox').fill('');
assert.ok((await page.locator('.badge', { hasText: /^false$/ }).count()) > 0, 'false claims');
await page.screenshot({ path: `${out}/crisis.png`, fullPage: true });

// What is written in a drawing stays inside it.
const cut_off = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.study-plot svg')].flatMap((drawing) => {
      const frame = drawing.getBoundingClientRect();
      return [...drawing.querySelectorAll('text')]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1);
        })
        .map((text) => text.textContent);
    }),
  );
for (const width of [1440, 1024, 700, 390, 360]) {
  await sticks_nowhere_out(page, 'the crisis', width);
  assert.deepEqual(await cut_off(), [], `cut off at ${width} px`);
}
await page.screenshot({ path: `${out}/crisis_narrow.png`, fullPage: true });
await page.pdf({ path: `${out}/crisis.pdf` });

await finish('browser test passed: parts, files, search and width of the sample crisis');
