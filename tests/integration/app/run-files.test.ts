import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { type RunFilesOptions, runFiles } from '../../../src/app/index.js';
import type { RunEvent } from '../../../src/results/events.js';
import { makeFolder } from '../../support/make-folder.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

/** Runs a text as a file, with no variable of this machine. */
async function runText(groups: string, options: RunFilesOptions = {}) {
  const folder = await makeFolder({ 'a.yaml': `test_cases: { groups: [ ${groups} ] }\n` });
  const environment = { S3TESTER_STATE_DIR: path.join(folder, 'state'), ...options.environment };
  return runFiles([path.join(folder, 'a.yaml')], { ...options, environment });
}

const keys = {
  credentials: [{ name: 'main', access_key: 's3tester', secret_key: 's3tester-secret' }],
};
const passing = '{ name: G, test: [ { operation: ListBuckets } ] }';
const failing = '{ name: F, test: [ { operation: HeadBucket, parameters: { bucket: no-such-bucket } } ] }';

test('nothing but a file is needed: it runs on an embedded server of its own', async () => {
  const events: RunEvent['type'][] = [];
  const { results, diagnostics, exitCode } = await runText(passing, {
    onEvent: ({ type }) => void events.push(type),
  });
  expect(results).toMatchObject({ summary: { passed: 1, failed: 0 }, interrupted: false });
  expect({ diagnostics, exitCode }).toEqual({ diagnostics: [], exitCode: 0 });
  expect(events).toEqual(expect.arrayContaining(['run-started', 'step-finished', 'run-finished']));
});

test('what fails is a result and has the same fields', async () => {
  const outcome = await runText(`${passing}, ${failing}`, { endpointUrl: server.url, ...keys });
  expect(outcome).toMatchObject({
    results: { summary: { passed: 1, failed: 1 } },
    diagnostics: [],
    exitCode: 1,
  });
});

test('what is selected runs alone, with the settings that are given', async () => {
  const { results } = await runText(`${passing}, ${failing}`, {
    selection: { groups: ['G'], cases: undefined },
    region: 'eu-west-1',
    trace: true,
  });
  expect(results?.results.map(({ group_name, status }) => [group_name, status])).toEqual([
    ['G', 'pass'],
    ['F', 'skipped'],
  ]);
  const [step] = results?.results ?? [];
  expect(JSON.stringify(step?.http[0]?.trace)).toContain('/eu-west-1/s3/aws4_request');
});

test.each<[what: string, groups: string, options: RunFilesOptions, code: string, message: RegExp]>([
  [
    'a mistake in a file',
    '{ name: G, test: [ { operation: LstBuckets } ] }',
    {},
    'unknown-operation',
    /LstBuckets/,
  ],
  ['a name that is not there', passing, { selection: { groups: ['H'] } }, 'usage', /no group "H"/],
  ['an endpoint that is not a URL', passing, { endpointUrl: 'somewhere' }, 'usage', /somewhere/],
  [
    'a variable that is no number',
    passing,
    { environment: { S3TESTER_TIMEOUT: 'x' } },
    'usage',
    /S3TESTER_TIMEOUT/,
  ],
  ['a file of authorities that is missing', passing, { caFile: 'no-such.pem' }, 'usage', /no-such\.pem/],
])('%s is told, and neither thrown nor written', async (_what, groups, options, code, message) => {
  const write = vi.spyOn(process.stdout, 'write');
  const outcome = await runText(groups, options);
  expect(write).not.toHaveBeenCalled();
  write.mockRestore();
  expect(process.exitCode).toBeUndefined();
  expect(outcome).toMatchObject({ results: null, exitCode: 2 });
  expect(outcome.diagnostics).toEqual([
    expect.objectContaining({ code, severity: 'error', message: expect.stringMatching(message) }),
  ]);
});

test('a signal that is aborted ends the run before its first step', async () => {
  const { results, exitCode } = await runText(passing, { signal: AbortSignal.abort() });
  expect(results).toMatchObject({ interrupted: true, summary: { skipped: 1 } });
  expect(exitCode).toBe(130);
});

test('files come through the reader that is handed in', async () => {
  const files = new Map([['a.yaml', `test_cases: { groups: [ ${passing} ] }\n`]]);
  const { exitCode, results } = await runFiles(['a.yaml'], {
    environment: {},
    reader: {
      read: async (name) => Buffer.from(files.get(name) ?? ''),
      glob: async () => [],
      exists: async (name) => files.has(name),
      identify: (name) => name,
      path,
    },
  });
  expect({ exitCode, files: results?.config_files }).toEqual({ exitCode: 0, files: ['a.yaml'] });
});
