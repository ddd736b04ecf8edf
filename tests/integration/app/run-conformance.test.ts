import path from 'node:path';
import { expect, test } from 'vitest';
import { type RunConformanceOptions, runConformance } from '../../../src/app/index.js';
import { makeFolder } from '../../support/make-folder.js';
import { repository } from '../../support/repository.js';

const suite = path.join(repository, 'tests', 'support', 'mini-suite');

function runMini(options: RunConformanceOptions) {
  return runConformance({ suite, environment: {}, ...options });
}

async function baselineOf(known: string): Promise<string> {
  const folder = await makeFolder({ 'baseline.yaml': `known: [ ${known} ]\n` });
  return path.join(folder, 'baseline.yaml');
}

test('the built-in suite runs on an embedded server, and is scored', async () => {
  const { results, exitCode } = await runConformance({
    selection: { cases: ['object/delete-object/*'] },
    environment: {},
  });
  const [core] = results?.conformance?.levels ?? [];
  expect(core).toMatchObject({ name: 'core', failed: 0, passed: core?.applicable });
  expect(core?.passed).toBeGreaterThan(0);
  expect(exitCode).toBe(0);
});

test('a case that fails is a result; a baseline may know it', async () => {
  const found = await runMini({ selection: { features: ['objects'], levels: ['core'] } });
  expect(found).toMatchObject({ exitCode: 1, diagnostics: [] });
  const known = await baselineOf('{ case: object/put/never-right, verdict: fail, reason: wrong on purpose }');
  const held = await runMini({ selection: { features: ['objects'], levels: ['core'] }, baseline: known });
  expect(held.exitCode).toBe(0);
  expect(held.results?.conformance?.baseline).toMatchObject({ expected: ['object/put/never-right'] });
});

test('what failed in earlier results runs again alone', async () => {
  const { results } = await runMini({ selection: { levels: ['core'] } });
  const again = await runMini({ selection: { failedIn: results ?? expect.fail() } });
  expect(again.results?.cases.map(({ id }) => id)).toEqual(['object/put/never-right']);
});

test('a mistake is told, and nothing is run', async () => {
  const mistakes: RunConformanceOptions[] = [
    { selection: { features: ['objekts'] } },
    { selection: { cases: ['object/put/never-rihgt'] } },
    { baseline: await baselineOf('{ verdict: fail }') },
    { baseline: path.join(suite, 'no-such-file.yaml') },
    { suite: path.join(suite, 'object') },
  ];
  for (const mistake of mistakes) {
    const outcome = await runMini(mistake);
    expect(outcome, JSON.stringify(mistake)).toMatchObject({ results: null, exitCode: 2 });
    expect(outcome.diagnostics[0]).toMatchObject({ severity: 'error' });
  }
});
