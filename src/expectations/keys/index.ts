import { combinationKeys } from './combinations.js';
import type { ExpectationKey } from './key.js';
import { refusalKeys } from './refusal.js';
import { responseKeys } from './response-parts.js';

/** Every key of `expected_result`, in the order in which mismatches are reported. */
export const expectationKeys = { ...refusalKeys, ...responseKeys, ...combinationKeys } as const;

type Values = {
  readonly [K in keyof typeof expectationKeys]?: (typeof expectationKeys)[K] extends ExpectationKey<infer T>
    ? T
    : never;
};

/**
 * An expected result, every value evaluated and read. `success` is filled in by `normalizeExpectation` and stays absent
 * only where nothing may be assumed about it.
 */
export interface Expectation extends Values {}

/** The keys with their names, each as one of any value: what is read by a key is judged by the same. */
export const keyEntries = Object.entries(expectationKeys) as readonly (readonly [
  name: keyof Expectation,
  key: ExpectationKey<unknown>,
])[];
