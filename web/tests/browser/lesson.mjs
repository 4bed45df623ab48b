// A lesson that the program itself makes, opened from the disk with the network off: predicts and
// reveals every question, looks at the twins, the summary, the teacher's plan, large type, and prints
// the worksheet. Run after `npm run build` and a build of the program (KHASAN=…, else ../build/khasan).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  here,
  is_accessible,
  map_changes,
  map_pixels,
  open_page,
  out,
  sticks_nowhere_out,
  until,
} from './chromium.mjs';

const top = here('../../..');
const program = process.env.KHASAN ?? join(top, 'build/khasan');

// The template's battle of two platoons, which is quickly played, with a lesson of six what-ifs.
const kWhatIfs = {
  no_wire: '{file: battle.yaml, at: [obstacles, wire], remove: true}',
  fog: '{file: battle.yaml, at: [weather, 0, visibility_m], set: 150}',
  rain: '{file: battle.yaml, at: [weather, 0, rain], set: 1}',
  dug_in: '{file: forces/blue.yaml, at: [units, blue/pl1, posture_work_h], set: 40}',
  full: '{file: forces/blue.yaml, at: [units, blue/pl1, strength_fraction], set: 1}',
  few: '{file: forces/red.yaml, at: [units, red/pl1, strength], set: 25}',
};

function question_of(what_if) {
  return {
    what_if,
    title: `About ${what_if}`,
    background: { text: `It was otherwise with ${what_if}.`, sources: ['example'] },
    question: `What comes of ${what_if}?`,
    measure: 'E001',
    counted: 'casualties of the attacker',
    choices: { more: 'More casualties', less: 'Fewer casualties', same: 'No clear difference' },
    discuss: ['Why is that so?'],
  };
}

function make_lesson(folder) {
  const battle = join(folder, 'battle');
  cpSync(join(top, 'templates/new-battle'), battle, { recursive: true });
  mkdirSync(join(battle, 'whatifs'));
  for (const [name, change] of Object.entries(kWhatIfs)) {
    const text = `format: khasan-what-if-1\ntitle: It is ${name}.\nchanges:\n  - ${change}\n`;
    writeFileSync(join(battle, 'whatifs', `${name}.yaml`), text);
  }
  const lesson = {
    format: 'khasan-lesson-1',
    title: 'A lesson on two platoons',
    introduction: [{ text: 'Red attacks a farm.', sources: ['example'] }],
    terms: [{ term: 'pair', meaning: 'two runs with the same luck.' }],
    plan: [
      { minutes: 20, title: 'Read', what: 'Read it.' },
      { minutes: 25, title: 'Ask', what: 'Ask them all.' },
    ],
    questions: Object.keys(kWhatIfs).map(question_of),
  };
  writeFileSync(join(battle, 'lesson.yaml'), JSON.stringify(lesson));
  const file = join(folder, 'lesson.html');
  const made = spawnSync(program, ['lesson', battle, '-n', '10', '-o', file], {
    env: { ...process.env, KHASAN_CATALOG: join(top, 'catalog') },
    encoding: 'utf8',
  });
  assert.equal(made.status, 0, made.stderr);
  return file;
}

const folder = mkdtempSync(join(tmpdir(), 'khasan-lesson-'));
const file = make_lesson(folder);
assert.ok(readFileSync(file).length < 20e6);
const { page, finish } = await open_page({ width: 1366, height: 768 });
await page.context().setOffline(true);
const shows = (text) =>
  until(async () => assert.equal(await page.locator('main h1').textContent(), text));
const picture = (name) => page.screenshot({ path: `${out}/lesson_${name}.png`, fullPage: true });

async function opens_with_the_battle_on_the_map() {
  await page.goto(pathToFileURL(file).href);
  await shows('A lesson on two platoons');
  await page.locator('.lesson-single .map canvas').first().waitFor();
  const before = await map_pixels(page);
  await page.getByLabel('Time of the battle').last().fill(String(3600_000));
  await map_changes(page, before, 'the slider moves the battle');
  await picture('start');
  await is_accessible(page, 'the start of the lesson');
}

const no_answer_is_there = async () =>
  assert.equal(await page.locator('.lesson-reveal, .lesson-dots, .lesson-verdict').count(), 0);

// Predicts with keys alone, then asks for the answer.
async function answers_a_question(i, name) {
  await page.keyboard.press('n');
  await shows(`About ${name}`);
  await no_answer_is_there();
  await page.getByRole('button', { name: 'Record my answer' }).press('Enter');
  await no_answer_is_there();
  assert.equal(await page.getByRole('button', { name: 'Show what the model says' }).count(), 0);
  await page.keyboard.press(String((i % 3) + 1));
  await page.getByLabel('Because …').fill(`of ${name}`);
  if (i === 0) await page.getByLabel('Hands: More casualties').fill('12');
  if (i === 0) await picture('predict');
  await page.getByRole('button', { name: 'Record my answer' }).click();
  await page.locator('.lesson-recorded').waitFor();
  await no_answer_is_there();
  await page.getByRole('button', { name: 'Show what the model says' }).click();
  await page.locator('.lesson-dots circle').first().waitFor();
  assert.equal(await page.locator('.lesson-dots circle').count(), 10, 'a dot a pair');
  await until(async () =>
    assert.ok((await page.locator('.lesson-twins .map canvas').count()) >= 2, 'two maps'),
  );
  await page.locator('main h1').focus();
}

async function twins_share_one_clock() {
  const before = await map_pixels(page);
  await page.getByLabel('Time of the battle').last().fill(String(5400_000));
  await map_changes(page, before, 'one slider moves both maps');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await picture('reveal');
  await is_accessible(page, 'a revealed question');
}

async function sums_up_and_forgets() {
  await page.keyboard.press('n');
  await shows('Summary');
  await until(async () => {
    const text = await page.locator('.lesson-summary').textContent();
    assert.doesNotMatch(text, /not shown yet|not answered yet/);
    assert.match(text, /More casualties: 12/, 'hands are kept');
  });
  await picture('summary');
  await page.reload();
  await until(async () =>
    assert.match(await page.locator('.lesson-summary').textContent(), /More casualties: 12/),
  );
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: /Forget all answers/ }).click();
  await until(async () =>
    assert.match(await page.locator('main').textContent(), /Nothing is shown yet/),
  );
}

async function prints_the_worksheet() {
  await page.getByRole('button', { name: 'Worksheet' }).click();
  await shows('A lesson on two platoons');
  await picture('worksheet');
  const pdf = await page.pdf({ path: `${out}/lesson_worksheet.pdf`, preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
  assert.ok(pages.length >= 1 && pages.length <= 2, `${pages.length} pages`);
}

async function shows_the_plan_in_large_type() {
  await page.getByRole('button', { name: 'For the teacher' }).click();
  await shows('For the teacher');
  assert.match(await page.locator('.lesson-plan').textContent(), /0–20.*20–45/);
  await is_accessible(page, 'the teacher’s page');
  const size = () => page.locator('main p').first().evaluate((p) => getComputedStyle(p).fontSize);
  const before = parseFloat(await size());
  await page.keyboard.press('p');
  await until(async () => assert.ok(parseFloat(await size()) > 1.4 * before, 'larger type'));
  await picture('projector');
  await page.keyboard.press('p');
}

await opens_with_the_battle_on_the_map();
let i = 0;
for (const name of Object.keys(kWhatIfs)) {
  await answers_a_question(i, name);
  if (i === 0) await twins_share_one_clock();
  i++;
}
await sums_up_and_forgets();
await prints_the_worksheet();
await shows_the_plan_in_large_type();
for (const view of ['start', '1', 'summary', 'teacher', 'worksheet']) {
  await page.evaluate((hash) => void (window.location.hash = hash), view);
  for (const width of [700, 360]) await sticks_nowhere_out(page, `lesson ${view}`, width);
}
rmSync(folder, { recursive: true });
await finish('browser test passed: a lesson from the disk, offline, every question predicted');
