import type { StepEntry, StepFacts } from '../source.js';
import type { StepResult, Turns } from '../types.js';
import type { Place } from './event-file.js';

/** Reads a step from its place. */
export type ReadStep = (place: Place) => StepResult;

/** A step that is in a file; as small as it can be, since there may be millions. */
export class StoredStep implements StepEntry {
  readonly group_name: string;
  readonly case: string | null;
  readonly status: StepFacts['status'];
  readonly duration: number;
  readonly skip_reason: string | null;
  readonly timestamp: string;
  readonly isDeviant: boolean;
  readonly isLoad: boolean;
  declare readonly exact?: boolean;
  declare readonly turns?: Turns;
  readonly #offset: number;
  readonly #length: number;
  readonly #read: ReadStep;

  constructor(facts: StepFacts, { offset, length }: Place, read: ReadStep) {
    this.group_name = facts.group_name;
    this.case = facts.case;
    this.status = facts.status;
    this.duration = facts.duration;
    this.skip_reason = facts.skip_reason;
    this.timestamp = facts.timestamp;
    this.isDeviant = facts.isDeviant;
    this.isLoad = facts.isLoad;
    if (facts.exact !== undefined) {
      this.exact = facts.exact;
    }
    if (facts.turns !== undefined) {
      this.turns = facts.turns;
    }
    this.#offset = offset;
    this.#length = length;
    this.#read = read;
  }

  read(): StepResult {
    return this.#read({ offset: this.#offset, length: this.#length });
  }
}
