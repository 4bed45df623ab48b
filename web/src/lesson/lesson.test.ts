// The lesson without a browser: sentences, dots, what is packed, what is kept.
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { read_lesson, unpack, type Answer, type Lesson } from '../protocol/lesson';
import { marks_of, scale_of, stacked } from './dots';
import { keep_predictions, kept_predictions, key_of, type Prediction } from './predictions';
import {
  average_sentence,
  change_text,
  count_sentence,
  missing_sentence,
  range_sentence,
  recorded_sentence,
} from './sentences';
import { steps_of, view_of } from './views';

const answer: Answer = {
  choice: 'more',
  n: 3,
  only_first: 0,
  only_second: 1,
  mean_first: 240,
  mean_second: 281,
  difference: 41,
  ci95: [12, 69.5],
  pairs: [
    [200, 250],
    [220, 210],
    [230, 230],
    [null, 300],
  ],
  recorded: { low: 170, best: 178, high: 200 },
};
const question = { what_if: 'fog', measure: 'T1' };
const lesson = {
  scenario_hash: 'ab',
  seed: '1',
  pairs: 3,
  questions: [question, question],
} as unknown as Lesson;

describe('sentences', () => {
  it('count the pairs that happened in both runs', () => {
    expect(count_sentence(answer, 'men', 'casualties')).toBe(
      'We counted casualties. Of 3 pairs, with the change: 1 more, 1 fewer, 1 the same.',
    );
    const same = { ...answer, pairs: [[1, 1]] as Answer['pairs'] };
    expect(count_sentence(same, 'men', 'guards')).toMatch(/Of 1 pairs, .* 1 the same\.$/);
  });

  it('tell hours as minutes, later or earlier', () => {
    expect(change_text(0.5, 'hour +09')).toBe('30 minutes later');
    expect(change_text(-0.25, 'hour +09')).toBe('15 minutes earlier');
    expect(average_sentence({ ...answer, difference: -0.25 }, 'hour +09')).toBe(
      'On average 15 minutes earlier with the change.',
    );
  });

  it('give the average with its range, and no range where there is none', () => {
    expect(average_sentence(answer, 'men')).toBe(
      'On average 240 as it was, 281 with the change: 41 more.',
    );
    expect(range_sentence(answer, 'men')).toMatch(/between 12 more and 70 more\.$/);
    expect(range_sentence({ ...answer, ci95: [-3, 4] }, 'men')).toMatch(
      /between 3 fewer and 4 more\.$/,
    );
    expect(range_sentence({ ...answer, ci95: [null, null] }, 'men')).toBe('');
    expect(range_sentence({ ...answer, ci95: [0, 0] }, 'men')).toBe(
      'Every pair comes out the same.',
    );
    expect(average_sentence({ ...answer, difference: null }, 'men')).toBe('');
  });

  it('say what is left out, and what history has', () => {
    expect(missing_sentence(answer)).toMatch(/^In 0 pairs .* in 1 only with the change/);
    expect(missing_sentence({ ...answer, only_second: 0 })).toBe('');
    expect(recorded_sentence(answer, 'men')).toMatch(/^What history has: 178 \(170 to 200/);
    expect(recorded_sentence({ ...answer, recorded: null }, 'men')).toBe('');
  });
});

describe('dots', () => {
  it('stand on an axis that holds nought', () => {
    const scale = scale_of([5, 10]);
    expect(scale.low).toBeLessThan(0);
    expect(scale.x(10)).toBeGreaterThan(scale.x(5));
    expect(scale_of([]).x(0)).toBeGreaterThan(0);
  });

  it('are put on top of each other where they would touch', () => {
    const dots = stacked([100, 0, 100, 105, 121], 16);
    expect(dots.map((dot) => dot.level)).toEqual([0, 0, 1, 2, 0]);
  });

  it('have marks at round numbers', () => {
    expect(marks_of(-7, 32)).toEqual([0, 10, 20, 30]);
    expect(marks_of(-0.3, 0.4).length).toBeLessThanOrEqual(8);
  });
});

describe('what is packed', () => {
  it('comes out as it went in', async () => {
    const packed = gzipSync(JSON.stringify(answer)).toString('base64');
    expect(await unpack(packed)).toEqual(answer);
  });

  it('is refused when it is damaged', async () => {
    const packed = gzipSync(JSON.stringify(answer)).toString('base64');
    await expect(unpack(packed.slice(0, 40))).rejects.toThrow();
  });

  it('belongs to a lesson that asks something', () => {
    expect(() => read_lesson({ ...lesson, questions: [] })).toThrow('asks no question');
  });
});

describe('predictions', () => {
  const said: Prediction = { choice: 'less', why: 'luck', hands: { more: 3 }, revealed: true };
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    kept.clear();
  });

  it('are found again by the lesson that they belong to', () => {
    vi.stubGlobal('localStorage', storage);
    keep_predictions(key_of(lesson), { 'fog T1': said });
    expect(kept_predictions(key_of(lesson))).toEqual({ 'fog T1': said });
    expect(kept_predictions(key_of({ ...lesson, pairs: 40 }))).toEqual({});
  });

  it('are left out when they are none', () => {
    vi.stubGlobal('localStorage', storage);
    kept.set('k', JSON.stringify({ a: said, b: { choice: 'maybe' }, c: null }));
    expect(Object.keys(kept_predictions('k'))).toEqual(['a']);
    kept.set('k', '{');
    expect(kept_predictions('k')).toEqual({});
  });

  it('need no storage', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('forbidden');
      },
    });
    keep_predictions('k', { a: said });
    expect(kept_predictions('k')).toEqual({});
  });
});

describe('views', () => {
  it('come one after the other, and an unknown one is the start', () => {
    expect(steps_of(lesson)).toEqual(['start', '1', '2', 'summary']);
    expect(view_of(lesson, '#2')).toBe('2');
    expect(view_of(lesson, '#teacher')).toBe('teacher');
    expect(view_of(lesson, '#3')).toBe('start');
  });
});
