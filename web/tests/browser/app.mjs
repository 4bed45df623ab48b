// The application over a server of finished documents: what it costs with 4,000 elements, whether
// it fits every window, and whether it can be used by everybody. Run after `npm run build`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { here, is_accessible, open_page, out, sticks_nowhere_out } from './chromium.mjs';
import { corps_of } from './corps.mjs';
import { start_fake } from './fake_server.mjs';

const sample = JSON.parse(readFileSync(here('../../src/sample/sample.json'), 'utf8'));
const fake = await start_fake(corps_of(sample));
const { page, errors } = await open_page({ width: 1440, height: 900 }, fake.url);
const kBudget = { scrub_ms: 200, frame_ms: 33 };

await page.goto(`${fake.url}#battle=battle&run=run1`);
await page.locator('.app-time .timeline input').waitFor();
await page.waitForTimeout(1500);

// Median time from a jump of the slider to the frame that shows it.
const scrub_ms = await page.evaluate(async () => {
  const slider = document.querySelector('.app-time .timeline input');
  const times = [];
  for (let i = 1; i <= 15; i++) {
    slider.value = String((Number(slider.max) * ((i * 7) % 16)) / 16);
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    times.push(performance.now() - start);
    await new Promise((rest) => setTimeout(rest, 60));
  }
  return times.sort((a, b) => a - b);
});

// Times between frames while it plays.
await page.locator('.buttons .play').click();
const frames_ms = await page.evaluate(async () => {
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < 90; i++) {
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times.sort((a, b) => a - b);
});
await page.locator('.buttons .play').click();
const median = (sorted) => sorted[Math.floor(sorted.length / 2)];
const level = await page.locator('.view-menu').textContent();
console.log(
  `4,000 elements: scrub ${median(scrub_ms).toFixed(0)} ms (worst ${scrub_ms.at(-1).toFixed(0)}), ` +
    `frame ${median(frames_ms).toFixed(1)} ms (worst ${frames_ms.at(-1).toFixed(0)}), ` +
    `budget ${kBudget.scrub_ms} and ${kBudget.frame_ms}; ${/by zoom \((.*?)\)/.exec(level)?.[1]}`,
);
await page.screenshot({ path: `${out}/app_corps.png` });

const show = (hash) =>
  page.evaluate((address) => {
    location.hash = address;
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, hash);

// Every panel at every width: nothing sticks out, and axe finds nothing.
const kPanels = ['battles', 'what_if', 'why', 'story', 'orbat', 'losses', 'studies', 'sources'];
for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [720, 450],
  [390, 844],
]) {
  for (const panel of kPanels) {
    await show(`#battle=battle&run=run1&panel=${panel}`);
    await page.locator(`.panel-${panel}`).waitFor();
    await sticks_nowhere_out(page, panel, width, height);
    if (width === 1440) await is_accessible(page, panel);
  }
}
// The plots of a study in the panel: every dot can be played, by hand and with the keyboard.
for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
]) {
  await page.setViewportSize({ width, height });
  await show('#battle=battle&run=run1&panel=studies');
  await page.locator('.study-line').nth(1).waitFor();
  await page.screenshot({ path: `${out}/app_studies_${width}.png` });
  await page.getByRole('button', { name: 'Show its plots' }).press('Enter');
  await page.locator('.study-plot').nth(1).waitFor();
  await page.locator('.run-dot[tabindex="0"]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Play this run on the map' }).waitFor();
  await sticks_nowhere_out(page, 'a study', width, height);
  await page.screenshot({ path: `${out}/app_study_${width}.png` });
  if (width === 1440) await is_accessible(page, 'a study');
  await page.getByRole('button', { name: 'All studies' }).press('Enter');
  await page.locator('.study-line').first().waitFor();
}
assert.deepEqual(
  errors.filter((text) => !text.includes('WebSocket')),
  [],
);
await page.context().browser().close();
fake.close();
console.log('browser test passed: cost of 4,000 elements, windows and access of the application');
