// A battle played over `khasan serve` itself: the guided outpost to its end, with a reload in the
// middle, an order recalled, the end, and the run with the whole truth.
// Run after `npm run build` and a build of the program (KHASAN=…, else ../build/khasan).
import assert from 'node:assert/strict';
import {
  clock,
  is_accessible,
  map_changes,
  map_pixels,
  open_page,
  out,
  shows_time,
  sticks_nowhere_out,
  until,
} from './chromium.mjs';
import { remove_folder, start } from './khasan_serve.mjs';

const server = await start();
const { page, errors, browser } = await open_page({ width: 1440, height: 900 }, server.url);
const picture = (name) => page.screenshot({ path: `${out}/${name}.png` });
const button = (name) => page.getByRole('button', { name });
const guide = page.locator('.guide');
const step = (n) => guide.getByText(`Step ${n} of 10`).waitFor();

async function starts_the_guided_game() {
  await page.goto(server.url);
  await button('Play the outpost, guided').click();
  await step(1);
  await page.waitForFunction(() => /game=\w+/.test(location.hash));
  await shows_time(page, '14:00:00');
  await is_accessible(page, 'a game');
  await picture('play_first');
}

async function looks_at_the_men() {
  await button(/^Show .*Makhalin/).click();
  await page.locator('.card').getByText('11 of 11').waitFor();
  await step(2);
  await button(/^Show .*Levchenko/).click();
  await step(3);
}

// From the form to the order, with what it would mean in between.
async function gives_an_order(task) {
  const before = await map_pixels(page);
  await button('Give an order').click();
  await page.getByLabel('Task').selectOption(task);
  await page.getByLabel('Where').selectOption({ label: 'Bezymyannaya' });
  await page.locator('.arrivals tbody tr').first().waitFor();
  await page.getByText('on the march').waitFor();
  await map_changes(page, before, 'the way is drawn');
}

async function commits_it() {
  await button('Commit the order').click();
  await page.locator('.card').getByText('with the staff').first().waitFor();
}

async function goes_on_after_a_reload() {
  await page.reload();
  await step(5);
  await shows_time(page, '14:00:00');
  await page.keyboard.press('p');
  await page.locator('.panel-play').getByText('with the staff').waitFor();
  await page.keyboard.press('Escape');
}

// Runs the clock, past whatever stops it, until the guide is at a step.
async function runs_until_step(n) {
  await page.getByLabel('Speed').selectOption('600');
  await page.locator('.map').focus();
  await page.keyboard.press('Space');
  await until(async () => {
    const go_on = button('Go on');
    if (await go_on.isVisible()) await go_on.click();
    assert.match(await guide.textContent(), new RegExp(`Step ${n} of 10`));
  });
}

async function recalls_an_order() {
  if (await button('Stop the clock').isVisible()) await button('Stop the clock').click();
  const stands = await clock(page);
  await button(/^Show .*Levchenko/).click();
  await gives_an_order('defend');
  await commits_it();
  await page.locator('.card').getByRole('button', { name: /^Recall/ }).first().click();
  await page.locator('.card').getByText('recalled').waitFor();
  await shows_time(page, stands, 'nothing is played meanwhile');
  await step(8);
}

async function reads_what_is_known() {
  await page.keyboard.press('4');
  await page.locator('.panel-story li').first().waitFor();
  assert.doesNotMatch(await page.locator('.panel-story ol').textContent(), /\(Japanese\)/);
  await step(9);
  await page.keyboard.press('5');
  await page.getByText('Japan, as believed').waitFor();
  await page.keyboard.press('Escape');
}

async function fights() {
  for (const kind of ['contacts', 'orders']) await page.getByLabel(kind).uncheck();
  await runs_until_step(10);
  await button('Stop the clock').click();
  await picture('play_fight');
}

async function fits_small_windows() {
  for (const [width, height] of [
    [1600, 900],
    [1024, 768],
    [720, 450],
    [390, 844],
  ]) {
    await sticks_nowhere_out(page, 'a game', width, height);
    await picture(`play_${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function ends_and_sees_what_was_so() {
  await guide.getByRole('button', { name: 'End the game' }).click();
  await guide.getByRole('button', { name: 'End the game' }).click();
  await page.getByText('The game is over').waitFor();
  const told = await page.locator('.ended').innerText();
  assert.ok(!told.includes('not known'), 'what both sides came to is told');
  assert.match(told, /Japan/);
  await is_accessible(page, 'the end of a game');
  await picture('play_end');
  await button('See what was so').click();
  await page.waitForFunction(() => /run=\w+/.test(location.hash) && !/game=/.test(location.hash));
  await button('Everything').waitFor();
  await button('Fork here').waitFor();
  await page.keyboard.press('p');
  await page.locator('.panel-play').getByText('over').waitFor();
}

try {
  await starts_the_guided_game();
  await looks_at_the_men();
  await gives_an_order('attack');
  await step(4);
  await picture('play_order');
  await is_accessible(page, 'an order');
  await commits_it();
  await step(5);
  await goes_on_after_a_reload();
  await runs_until_step(7);
  await recalls_an_order();
  await reads_what_is_known();
  await fights();
  await fits_small_windows();
  await ends_and_sees_what_was_so();
  assert.deepEqual(errors, []);
} catch (error) {
  await picture('play_failed');
  console.error(errors);
  throw error;
} finally {
  await browser.close();
  await server.stop();
  remove_folder();
}
console.log('browser test passed: the guided outpost over khasan serve, from first order to the truth');
