import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/**
 * What is known of a suite of others: why a test of it fails on the embedded server, by the name of the test.
 * @param {string} name a file of this folder
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function readReasons(name) {
  /** @type {readonly { tests: readonly string[], reason: string }[]} */
  const known = parse(await readFile(new URL(name, import.meta.url), 'utf8')).differences;
  return new Map(known.flatMap(({ tests, reason }) => tests.map((test) => [test, reason])));
}

/**
 * Holds what came of the tests against what is known: which fail for no known reason, and which are said to fail and pass.
 * @param {{ readonly failed: readonly string[], readonly passed: readonly string[] }} outcomes
 * @param {ReadonlyMap<string, string>} reasons
 * @returns {{ readonly unknown: readonly string[], readonly stale: readonly string[] }}
 */
export function compareWithKnown({ failed, passed }, reasons) {
  return {
    unknown: failed.filter((test) => !reasons.has(test)),
    stale: passed.filter((test) => reasons.has(test)),
  };
}
