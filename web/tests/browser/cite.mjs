// Every chart, table and figure of the sample documents and of the application has a button that
// cites it; and what a citation of a real report gives as its command gives its number again. Run
// after `npm run build` and a build of the program (KHASAN=…, else ../build/khasan).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { here, is_accessible, open_page, out, page_with, saved, until } from './chromium.mjs';
import { corps_of } from './corps.mjs';
import { start_fake } from './fake_server.mjs';

const top = here('../../..');
const program = process.env.KHASAN ?? join(top, 'build/khasan');
const sample_text = (name) => readFileSync(here(`../../src/sample/${name}.json`), 'utf8');

// What is shown without a button near it: in its frame, its figure, or the box around it.
const uncited = (page) =>
  page.evaluate(() => {
    const kShown = 'table, figure, svg[role=img], svg[role=group]';
    const kFrames = '.cited, figure, .losses, .tool-card';
    const has_button = (element) => {
      for (let at = element.closest(kFrames); at; at = at.parentElement?.closest(kFrames)) {
        if (at.querySelector('.cite-button')) return true;
      }
      return false;
    };
    return [...document.querySelectorAll(kShown)]
      .filter((element) => !has_button(element))
      .map((element) => element.outerHTML.slice(0, 120));
  });

async function all_samples_are_cited() {
  const { page, finish } = await open_page({ width: 1400, height: 1000 });
  const designs = ['one_at_a_time', 'latin_hypercube', 'indices', 'spread'];
  for (const name of ['sample', 'crisis', ...designs.map((design) => `study_${design}`)]) {
    await page.goto(page_with(`cite_${name}`, sample_text(name)));
    await page.locator('.cite-button').first().waitFor();
    assert.deepEqual(await uncited(page), [], name);
  }
  await page.evaluate(() => document.querySelector('.cited > .cite-button').remove());
  assert.equal((await uncited(page)).length, 1, 'a table without its button is found');
  await finish('browser test passed: everything in the sample documents can be cited');
}

async function the_application_is_cited() {
  const fake = await start_fake(corps_of(JSON.parse(sample_text('sample'))));
  const { page, browser } = await open_page({ width: 1440, height: 900 }, fake.url);
  await page.goto(`${fake.url}#battle=battle&run=run1`);
  await page.locator('.app-time .timeline input').waitFor();
  for (const panel of ['losses', 'sources', 'studies', 'story', 'orbat']) {
    await page.evaluate((address) => {
      location.hash = address;
      window.dispatchEvent(new PopStateEvent('popstate'));
    }, `#battle=battle&run=run1&panel=${panel}`);
    await page.locator(`.panel-${panel}`).waitFor();
    assert.deepEqual(await uncited(page), [], `the application, ${panel}`);
  }
  await browser.close();
  fake.close();
}

const folder = mkdtempSync(join(tmpdir(), 'khasan-cite-'));

async function khasan(command) {
  const words = command.split(' ').slice(1);
  const done = await promisify(execFile)(program, words, { cwd: top, maxBuffer: 1 << 26 });
  return done.stdout;
}

// The number at "targets[id=T1].simulated.p50".
const at_path = (json, path) =>
  path.split(/\.|(?=\[)/).reduce((value, step) => {
    const [, key, wanted] = /^\[(\w+)=(.*)\]$/.exec(step) ?? [];
    if (key) return value.find((row) => row[key] === wanted);
    return value[/^\[\d+\]$/.test(step) ? Number(step.slice(1, -1)) : step];
  }, json);

const line_of = (text, name) => new RegExp(`^(?:# )?${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';

// What the dialog says of the first number of a section, as text and as CSV.
async function cited(page, section) {
  await page.locator(`${section} .cite-button`).first().click();
  const dialog = page.locator('.cite-dialog');
  await dialog.waitFor();
  await is_accessible(page, 'a citation');
  const text = await dialog.locator('#cite-form').textContent();
  await dialog.getByRole('tab', { name: 'Text' }).press('ArrowRight');
  const csl = JSON.parse(await dialog.locator('#cite-form').textContent());
  assert.ok(csl.length > 2, 'the number, the program and a source at least');
  await page.keyboard.press('ArrowRight');
  const [, csv] = await saved(page, 'Save CSV');
  assert.equal(line_of(csv, 'command'), line_of(text, 'command'));
  await page.screenshot({ path: `${out}/cite_dialog.png` });
  await page.keyboard.press('Escape');
  await until(async () => assert.equal(await dialog.count(), 0));
  return { text, csv };
}

// Plays what a citation says and compares the number.
async function comes_again({ text }) {
  const command = line_of(text, 'command');
  const json = JSON.parse(await khasan(command));
  const [value] = line_of(text, 'value').split(' ');
  assert.equal(Number(value), at_path(json, line_of(text, 'in its output')), command);
  return json;
}

async function a_report_gives_its_numbers_again(page) {
  const file = join(folder, 'report.html');
  await khasan(
    `khasan run templates/new-battle --replications 6 --seed 3 --quiet --report ${file}`,
  );
  await page.goto(pathToFileURL(file).href);
  const target = await cited(page, '#targets');
  assert.match(target.text, /^In 6 runs of “.*” \(Khasan [\d.]+, scenario [0-9a-f]{8}, /);
  assert.equal(line_of(target.text, 'n'), '6');
  assert.notEqual(line_of(target.text, 'commit'), '');
  await comes_again(target);
  await comes_again(await cited(page, 'section[aria-labelledby=measures-title]'));
  await a_dot_is_played_again(page);
}

// A run on its own has the number that its dot had among the others.
async function a_dot_is_played_again(page) {
  await page.locator('.run-strip .run-dot[tabindex="0"]').first().focus();
  await page.keyboard.press('ArrowRight');
  const line = page.locator('.run-strip .picked').first();
  const [, number, value] = /Run (\d+): (\S+)/.exec(await line.textContent());
  const command = await line.locator('code').textContent();
  assert.match(command, new RegExp(`--first ${number} --replications 1 `));
  const again = command.replace(/--report \S+/, '--json');
  const { measures } = JSON.parse(await khasan(again));
  assert.equal(measures[0].mean, Number(value), again);
}

async function a_comparison_gives_its_numbers_again(page) {
  const file = join(folder, 'pairs.html');
  const change = 'templates/new-battle --without morale --pairs 4 --seed 2';
  await khasan(`khasan compare ${change} --json --ripples 1 --report ${file}`);
  await page.goto(pathToFileURL(file).href);
  const pairs = await cited(page, '.pairs');
  assert.match(pairs.text, /^In \d pairs? of runs of .* The change: without morale\.$/m);
  await comes_again(pairs);
  assert.deepEqual(await uncited(page), [], 'a comparison');
}

await all_samples_are_cited();
await the_application_is_cited();
try {
  const { page, finish } = await open_page({ width: 1400, height: 1000 });
  await a_report_gives_its_numbers_again(page);
  await a_comparison_gives_its_numbers_again(page);
  await finish('browser test passed: commands of citations give their numbers again');
} finally {
  rmSync(folder, { recursive: true });
}
