import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fillDocs } from '../../scripts/applications/lib/docs.js';
import { readOutcomes } from '../../scripts/applications/lib/outcomes.js';
import { applications } from '../../scripts/applications/registry.js';
import { repository } from '../support/repository.js';

test('every application has outcomes, of the version that is installed', async () => {
  const outcomes = await readOutcomes();
  const versions = Object.entries(outcomes).map(([name, { version }]) => [name, version]);
  expect(Object.fromEntries(versions)).toEqual(
    Object.fromEntries(applications.map(({ name, version }) => [name, version])),
  );
});

test('each fault that an application asks about was met', async () => {
  const outcomes = Object.values(await readOutcomes()).flatMap(({ requirements }) =>
    Object.entries(requirements),
  );
  expect(outcomes.length).toBeGreaterThan(100);
  expect(outcomes.filter(([, { happened }]) => happened === 'not asked for')).toEqual([]);
});

test('docs/applications.md has the outcomes: node scripts/applications/write-docs.js', async () => {
  const page = await readFile(path.join(repository, 'docs', 'applications.md'), 'utf8');
  expect(fillDocs(page, await readOutcomes())).toBe(page);
});
