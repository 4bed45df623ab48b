// Puts a document into the built page, as the C++ program does:
//   node src/sample/fill_page.mjs DATA.json OUT.html
import { readFileSync, writeFileSync } from 'node:fs';

const [data, out] = process.argv.slice(2);
const template = readFileSync(new URL('../../dist/report.html', import.meta.url), 'utf8');
const text = readFileSync(data, 'utf8').replaceAll('<', '\\u003c');
writeFileSync(
  out,
  template.replace('/*KHASAN_DATA*/', () => text),
);
