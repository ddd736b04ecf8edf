import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

const scenario = `
config: { credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ] }
test_cases:
  groups:
    - name: Listings
      test:
        - { operation: ListObjectsV2, parameters: { bucket: b }, repeat: 60, parallel: true, client: { retries: 3 } }
`;

/** They take 180 to 320 MB, and more where a busy machine collects late; without the limits it was 1 to 3 GB. */
const mostMegabytes = 400;

const listing = (inside: string): string => `<ListBucketResult>${inside}</ListBucketResult>`;
const entries = (count: number, name: string): string =>
  Array.from({ length: count }, (_, index) => `<Contents><Key>${name}${index}</Key></Contents>`).join('');

/** The lists of a result, an entry for each that was left out counted as one. */
function lengthOf(response: unknown): number {
  const { Contents } = (response ?? {}) as { readonly Contents?: readonly unknown[] };
  return Contents?.length ?? 0;
}

test.each([
  ['60,000 entries in every response', listing('<Contents/>'.repeat(60_000)), 'pass'],
  ['20,000 keys in every response', listing(entries(20_000, 'a key of some length '.repeat(5))), 'pass'],
  ['texts of 16 KB', listing(`<Contents><Key>${'x'.repeat(16_000)}</Key></Contents>`.repeat(500)), 'pass'],
  ['one text of 7 MB', listing(`<Name>${'x'.repeat(7_000_000)}</Name>`), 'fail'],
  ['more tags than any listing has', listing('<Contents/>'.repeat(600_000)), 'fail'],
])('%s take less than 400 MB', async (_name, body, status) => {
  const server = await startHttpServer(() => ({ headers: { 'content-type': 'application/xml' }, body }));
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const peak = path.join(cwd, 'peak');
  const module = new URL('../support/report-memory.js', import.meta.url);
  const output = path.join(cwd, 'r.json');
  await runCommand(
    ['run', '--no-preflight', '--endpoint-url', server.url, '--format', 'json', '--output', output, '--timeout', '100'],
    { cwd, env: { NODE_OPTIONS: `--import ${module}`, PEAK_MEMORY_FILE: peak } },
  );
  const { results } = JSON.parse(await readFile(output, 'utf8')) as Results;
  expect(new Set(results.map((step) => step.status))).toEqual(new Set([status]));
  expect(Number(await readFile(peak, 'utf8')) / 1000).toBeLessThan(mostMegabytes);
  // What all the responses hold together is not kept.
  const kept = results.reduce((sum, { actual }) => sum + lengthOf(actual?.response), 0);
  expect(kept).toBeLessThan(400_000);
});
