import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compareWithKnown, readReasons } from '../clients/known-differences.js';
import { repository } from '../support/repository.js';

interface Difference {
  readonly reason: string;
  readonly record?: string;
  readonly tests: readonly string[];
}

async function readDifferences(name: string): Promise<readonly Difference[]> {
  const text = await readFile(path.join(repository, 'tests', 'clients', name), 'utf8');
  return parse(text).differences;
}

async function readRecordIds(): Promise<ReadonlySet<string>> {
  const folder = path.join(repository, 'suite', 'records');
  const ids = new Set<string>();
  for (const name of await readdir(folder)) {
    const { records = [] } = parse(await readFile(path.join(folder, name), 'utf8'));
    for (const { id } of records) {
      ids.add(`${path.basename(name, '.yaml')}/${id}`);
    }
  }
  return ids;
}

test.each(['s3-tests-differences.yaml', 'localstack-differences.yaml'])(
  '%s gives each test one reason, and names records that there are',
  async (name) => {
    const differences = await readDifferences(name);
    const known = await readRecordIds();
    const tests = differences.flatMap((one) => one.tests);
    expect(tests.length).toBeGreaterThanOrEqual(10);
    expect(new Set(tests).size).toBe(tests.length);
    expect(differences.filter(({ reason }) => reason.length < 20)).toEqual([]);
    const named = differences.flatMap(({ record }) => record ?? []);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect((await readReasons(name)).size).toBe(tests.length);
  },
);

test('a failure without a reason and a reason without a failure are told', () => {
  const reasons = new Map([
    ['known', 'a reason'],
    ['mended', 'a reason'],
    ['not-run', 'a reason'],
  ]);
  expect(compareWithKnown({ failed: ['known', 'new'], passed: ['mended', 'fine'] }, reasons)).toEqual({
    unknown: ['new'],
    stale: ['mended'],
  });
});
