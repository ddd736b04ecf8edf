import { keepLast } from '../../lib/keep-last.js';
import { isObject } from '../../lib/records.js';
import type { RunEvent } from '../events.js';
import { stepOf } from '../fold.js';
import { factsOf } from '../source.js';
import type { StepResult } from '../types.js';
import type { EventFile, Place } from './event-file.js';
import { type SharedLine, ValueSharer } from './shared-values.js';
import { StoredStep } from './stored-step.js';

/** The events that only say how far a run is: no results are made from them, and no line is written. */
export const passingEvents: ReadonlySet<RunEvent['type']> = new Set([
  'step-started',
  'turn-finished',
  'load-progress',
  'waiting',
]);

/** The format of a stream, which changes only by adding. */
const streamFormat = 1;

const mostCached = 1000;

/** The events of a run in a file, one JSON object a line; what parameters and expectations repeat stands there once. */
export class EventLog {
  readonly #file: EventFile;
  readonly #sharer = new ValueSharer();
  readonly #shared = new Map<number, Place>();
  readonly #values = new Map<string, { readonly value: unknown }>();
  readonly #names = new Map<string, string>();

  constructor(file: EventFile) {
    this.#file = file;
  }

  /** Writes an event; gives the step that it is the end of, to be read from the file, or null. */
  add(event: RunEvent): StoredStep | null {
    const step = stepOf(event);
    if (step === null) {
      const { type, ...facts } = event;
      this.#file.append(
        JSON.stringify(
          event.type === 'run-started' ? { type, stream_format: streamFormat, ...facts } : event,
        ),
      );
      return null;
    }
    const { result, lines } = this.#sharer.share(step);
    for (const line of lines) {
      this.noteShared(line, this.#file.append(JSON.stringify(line)));
    }
    return this.store(step, this.#file.append(JSON.stringify({ ...event, result })));
  }

  /** A step of which the line is known. */
  store(step: StepResult, place: Place): StoredStep {
    const facts = factsOf(step);
    // The same few names are in every step, and each read of a line makes them anew.
    const names = { group_name: this.#once(facts.group_name), case: facts.case && this.#once(facts.case) };
    return new StoredStep({ ...facts, ...names }, place, this.#read);
  }

  /** Remembers where a shared value is. */
  noteShared({ id }: SharedLine, place: Place): void {
    this.#shared.set(id, place);
  }

  /** Puts the values in that a step only names; undefined where a number has no value. */
  complete(result: Record<string, unknown>): Record<string, unknown> | undefined {
    for (const name of ['parameters', 'expected']) {
      const number = result[name];
      if (typeof number === 'number') {
        const place = this.#shared.get(number);
        if (place === undefined) {
          return undefined;
        }
        result[name] = this.#valueAt(number, place);
      }
    }
    return result;
  }

  readonly #read = (place: Place): StepResult => {
    const { result } = JSON.parse(this.#file.read(place)) as { result: Record<string, unknown> };
    return this.complete(result) as StepResult;
  };

  #valueAt(number: number, place: Place): unknown {
    return keepLast(this.#values, mostCached, String(number), () => {
      const line: unknown = JSON.parse(this.#file.read(place));
      return { value: isObject(line) ? line.value : undefined };
    }).value;
  }

  #once(name: string): string {
    const known = this.#names.get(name);
    if (known === undefined) {
      this.#names.set(name, name);
    }
    return known ?? name;
  }
}
