import type { Report } from '../../lib/fields/report.js';
import type { JsonSchema } from '../../lib/fields/value-type.js';
import type { Operation } from '../../operations/index.js';
import type { Mismatch } from '../../results/types.js';
import type { Observed } from '../types.js';
import type { Expectation } from './index.js';

/** What a key is checked with before the run. */
export interface CheckContext {
  /** The operation whose output `response` reads; without it only the syntax of expressions is checked. */
  readonly operation?: Operation | undefined;
  /** Checks an expected result inside another one. */
  nested(value: unknown, report: Report): void;
}

/** The position of a key, and how an expected result inside another one is judged. */
export interface JudgeContext {
  /** What comes before the key in the path of a mismatch, such as `any_of[0].`. */
  readonly prefix: string;
  /** The prefix and the key. */
  readonly path: string;
  nested(expectation: Expectation, prefix: string): readonly Mismatch[];
}

/** One key of `expected_result`: all that there is to say of it. */
export interface ExpectationKey<T> {
  /** What an editor shows. */
  readonly doc: string;
  readonly schema: JsonSchema;
  /** Whether it says which refusal is right, apart from the rest of the response. */
  readonly isOfRefusal?: boolean;
  /** Finds what is wrong with a value; what only the run knows is `unknownValue`. */
  check(value: unknown, report: Report, context: CheckContext): void;
  /** Reads an evaluated value in which `check` found nothing wrong; `nested` reads an expected result inside it. */
  read(value: unknown, nested: (value: unknown) => Expectation): T;
  /** Every way in which a response misses what is expected. */
  judge(expected: T, observed: Observed, context: JudgeContext): readonly Mismatch[];
}
