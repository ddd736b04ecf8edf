import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { findUnused } from '../../scripts/suite/find-unused.js';
import { readSuite } from '../../scripts/suite/suite-runner.js';
import { repository } from '../support/repository.js';

test('every operation has a case, and every parameter a case or a reason why not', async () => {
  const suite = await readSuite(path.join(repository, 'suite'));
  const text = await readFile(new URL('without-case.yaml', import.meta.url), 'utf8');
  const reasons: Readonly<Record<string, string>> = parse(text);
  const { operations, parameters, allOperations } = await findUnused(suite);
  expect(operations).toEqual([]);
  expect(allOperations).toBeGreaterThanOrEqual(112);
  expect(parameters.toSorted()).toEqual(Object.keys(reasons).toSorted());
});
