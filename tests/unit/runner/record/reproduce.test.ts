import { expect, test } from 'vitest';
import type { RunSettings } from '../../../../src/runner/plan/plan.js';
import { targetWords } from '../../../../src/runner/record/reproduce.js';

const settings: RunSettings = {
  endpointUrl: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  pathStyle: undefined,
  timeout: 300,
  caseTimeout: undefined,
  retry: { maxAttempts: 1, mode: 'standard' },
  concurrency: 16,
  settle: 0,
  maxRequests: undefined,
  keep: 'some',
  caFile: '/etc/authorities.pem',
  insecure: true,
};

test.each(['http://127.0.0.1:9000', 'embedded'])('of %s nobody has to trust a certificate', (endpointUrl) => {
  expect(targetWords({ ...settings, endpointUrl })).toEqual([
    `--endpoint-url ${endpointUrl}`,
    '--region us-east-1',
  ]);
});

test('all that decides which server is meant, and how it is asked, is named', () => {
  const given = {
    ...settings,
    endpointUrl: 'https://s3.example',
    pathStyle: false,
    settle: 2,
    region: 'it is',
  };
  expect(targetWords(given)).toEqual([
    '--endpoint-url https://s3.example',
    "--region 'it is'",
    '--no-path-style',
    '--settle 2s',
    '--ca-file /etc/authorities.pem',
    '--insecure',
  ]);
});
