// What the browser tests share: Chromium, a page that keeps what went wrong, the built page filled
// with a document, and checks of room and of access. Screenshots go to ../build/web.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const out = here('../../../build/web');
mkdirSync(out, { recursive: true });
const template = readFileSync(here('../../dist/report.html'), 'utf8');

// Address of the built page with a document in it.
export function page_with(name, text) {
  const file = `${out}/${name}.html`;
  writeFileSync(
    file,
    template.replace('/*KHASAN_DATA*/', () => text.replaceAll('<', '\\u003c')),
  );
  return pathToFileURL(file).href;
}

// How long a busy machine may take for anything; no test says how fast something is.
const kPatience_ms = 180000;

// Asks again until `check` no longer throws; throws what it threw last when patience is at its end.
export async function until(check) {
  const end = Date.now() + kPatience_ms;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((rest) => setTimeout(rest, 100));
    }
  }
}

// A browser with one page; `finish` ends it and says whether anything was wrong. Requests to
// `allowed`, and to no other host, are no fault.
export async function open_page(viewport, allowed = null) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(kPatience_ms);
  const errors = [];
  const requests = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    const is_own = allowed && url.startsWith(allowed);
    if (!is_own && !/^(file|data|blob):/.test(url)) requests.push(url);
  });
  const finish = async (said) => {
    assert.deepEqual(errors, []);
    assert.deepEqual(requests, []);
    await browser.close();
    console.log(said);
  };
  return { browser, page, errors, finish };
}

// The clock of the page; waits until it shows `text`.
export const clock = (page) => page.locator('.clocks b').first().textContent();
export const shows_time = (page, text, why) =>
  until(async () => assert.equal(await clock(page), text, why));

// What stands for the pixels of the map; waits until they are others.
export const map_pixels = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.map canvas')].map((canvas) => canvas.toDataURL().length).join(),
  );
export const map_changes = (page, before, why) =>
  until(async () => assert.notEqual(await map_pixels(page), before, why));

// Presses a button that saves a file; its name and text.
export async function saved(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).first().click(),
  ]);
  return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
}

export async function sticks_nowhere_out(page, what, width, height = 900) {
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(200);
  await until(async () => {
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(excess <= 0, `${what} is ${excess} px too wide at ${width} px`);
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// No violation of the rules of WCAG 2.2, levels A and AA, as axe knows them.
export async function is_accessible(page, what) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const found = await window.axe.run(document, { runOnly: tags });
    return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
  });
  assert.deepEqual(violations, [], `${what} is not accessible`);
}
