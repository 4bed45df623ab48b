// The packed parts of a lesson, unpacked once when they are first asked for.
import { useEffect, useState } from 'preact/hooks';
import { unpack, type Answer, type Lesson } from '../protocol/lesson';
import { read_battle, read_grid, type Battle, type Grid } from '../protocol/read';
import type { MapData, Report } from '../protocol/report';

export class PackedLesson {
  private ground: Promise<Grid> | null = null;
  private first: Promise<Battle> | null = null;
  private answers = new Map<number, Promise<Answer>>();
  constructor(readonly lesson: Lesson) {}

  private grid(): Promise<Grid> {
    return (this.ground ??= unpack<MapData>(this.lesson.ground_packed).then(read_grid));
  }

  private async battle(packed: string): Promise<Battle> {
    return read_battle(await unpack<Report>(packed), await this.grid());
  }

  as_it_was(): Promise<Battle> {
    return (this.first ??= this.battle(this.lesson.as_it_was_packed));
  }

  // Not kept: a run takes much room, and one is looked at at a time.
  changed(question: number): Promise<Battle> {
    return this.battle(this.lesson.questions[question]!.changed_packed);
  }

  answer(question: number): Promise<Answer> {
    const known = this.answers.get(question);
    if (known) return known;
    const found = unpack<Answer>(this.lesson.questions[question]!.answer_packed);
    this.answers.set(question, found);
    return found;
  }
}

export type Unpacked<T> = { value: T } | { fault: string } | null; // null: not yet

// What `get` gives, again when one of `on` changes.
export function useUnpacked<T>(get: () => Promise<T>, on: unknown[]): Unpacked<T> {
  const [state, set_state] = useState<Unpacked<T>>(null);
  useEffect(() => {
    let is_wanted = true;
    set_state(null);
    get().then(
      (value) => is_wanted && set_state({ value }),
      (error: unknown) => is_wanted && set_state({ fault: String(error) }),
    );
    return () => void (is_wanted = false);
  }, on);
  return state;
}
