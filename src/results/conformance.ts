import type { baselineSummary, conformance, score, withheld } from './schema/conformance.js';
import type { TypeOf } from './schema/fields.js';

/** How many cases of one kind passed: `passed` of `applicable`, which is all but `skipped`. */
export type Score = TypeOf<typeof score>;

/** The result of a run against its baseline; every list holds case ids, `vanished` and `expired` patterns of entries. */
export type BaselineSummary = TypeOf<typeof baselineSummary>;

/** What a run of the conformance suite found, counted; always with the version of its suite. */
export type Conformance = TypeOf<typeof conformance>;

/** What of results is not published: the tags that were left out, and how their cases ended, by area. */
export type Withheld = TypeOf<typeof withheld>;
