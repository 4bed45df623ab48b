// What the tables of words of a crisis have to be cited for: each row with who says so.
import { month_text, value_text } from '../crisis/numbers';
import type { CrisisReport } from '../protocol/crisis';
import type { Shown, Statement } from './citation';

// Rows of words, each with who says so.
export interface Said {
  id: string;
  text: string;
  sources: string[];
}

export const said_statements = (rows: Said[]): Statement[] =>
  rows.map(({ id, text, sources }) => ({
    id,
    name: id,
    clause: text.replace(/\.$/, ''),
    of: 'figures',
    n: null,
    value: null,
    sources,
  }));

const said_shown = (title: string, rows: Said[]): Shown => ({
  title,
  output: 'report',
  statements: said_statements(rows),
  table: {
    columns: ['id', 'text', 'sources'],
    rows: rows.map(({ id, text, sources }) => [id, text, sources.join(' ')]),
  },
});

export const actors_shown = (crisis: CrisisReport, title: string): Shown =>
  said_shown(
    title,
    crisis.actors.map(({ name, text, sources }) => ({
      id: name,
      text: `${name} is one of those who decide${text ? `: ${text}` : ''}`,
      sources,
    })),
  );

export const versions_shown = (crisis: CrisisReport, title: string): Shown =>
  said_shown(
    title,
    crisis.versions.map(({ what, popular, record, sources }) => ({
      id: what,
      text: `${what}: the popular account has “${popular}”, the record “${record}”`,
      sources,
    })),
  );

export const rates_shown = (crisis: CrisisReport, title: string): Shown =>
  said_shown(
    title,
    crisis.base_rates.map(({ text, measure, rate, n, sources }) => {
      const m = crisis.measures.find((each) => each.id === measure);
      const unit = m?.unit ?? 'chance';
      const here = m
        ? `, against ${value_text(crisis, unit, m.best)} here at the best numbers`
        : '';
      const cases = n > 0 ? ` (n = ${n})` : '';
      return {
        id: text,
        text: `“${text}” is ${value_text(crisis, unit, rate)} elsewhere${cases}${here}`,
        sources,
      };
    }),
  );

export const deliveries_shown = (crisis: CrisisReport, title: string): Shown =>
  said_shown(
    title,
    crisis.deliveries.map(({ month, route, what, count, sources }, i) => ({
      id: `${i + 1} ${month_text(month)}, ${route}, ${what}`,
      text: `in ${month_text(month)} ${count ?? 'an unknown number of'} ${what} came by ${route}`,
      sources,
    })),
  );

export const claims_shown = (crisis: CrisisReport, title: string): Shown =>
  said_shown(
    title,
    crisis.claims.map(({ what, month, claimed, recorded, sources }) => ({
      id: what,
      text:
        `${what} (${month_text(month)}): claimed ${claimed ?? 'no number'}, recorded ` +
        `${recorded ?? 'nothing'}`,
      sources,
    })),
  );
