// Opens the sample crisis in Chromium from the disk: order of the parts, search, files, keyboard,
// width on small screens, and that the page asks the network for nothing. Screenshots go to
// ../build/web. Run after `npm run build`: npm run test:browser
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here('../../../build/web');
mkdirSync(out, { recursive: true });
const text = readFileSync(here('../../src/sample/crisis.json'), 'utf8');
const template = readFileSync(here('../../dist/report.html'), 'utf8');
const file = `${out}/crisis.html`;
writeFileSync(
  file,
  template.replace('/*KHASAN_DATA*/', () => text.replaceAll('<', '\\u003c')),
);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const errors = [];
const requests = [];
page.on('pageerror', (error) => errors.push(error.message));
page.on('console', (message) => {
  if (message.type() === 'error') errors.push(message.text());
});
page.on('request', (request) => {
  if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
});
await page.goto(pathToFileURL(file).href);

const kParts = 'ladder beliefs story who odds change versions elsewhere figures sources'.split(' ');
const parts = page.locator('main > section > h2');
assert.deepEqual(await parts.evaluateAll((all) => all.map((part) => part.id)), kParts);

async function saved(name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).first().click(),
  ]);
  return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
}
const [svg_name, svg] = await saved(/Save “Run \d+ on the ladder” as SVG/);
assert.equal(svg_name, 'ladder.svg');
assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
const [, csv] = await saved(/Save “Chances” as CSV/);
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
  await page.setViewportSize({ width, height: 900 });
  await page.waitForTimeout(200);
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  assert.ok(excess <= 0, `${excess} px too wide at ${width} px`);
  assert.deepEqual(await cut_off(), [], `cut off at ${width} px`);
}
await page.screenshot({ path: `${out}/crisis_narrow.png`, fullPage: true });
await page.pdf({ path: `${out}/crisis.pdf` });

assert.deepEqual(errors, []);
assert.deepEqual(requests, []);
await browser.close();
console.log('browser test passed: parts, files, search and width of the sample crisis');
