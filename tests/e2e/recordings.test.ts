import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { applications } from '../../scripts/applications/registry.js';
import { defaultUsers } from '../../scripts/servers/lib/users.js';
import { startServer } from '../../src/server/index.js';
import { repository } from '../support/repository.js';
import { runScenario } from '../support/run-scenario.js';

const folder = path.join(repository, 'profiles', 'recordings');
const users = [{ name: 'main', accessKey: 'demo', secretKey: 'demo-secret' }];

const recordingOf = (name: string): Promise<string> => readFile(path.join(folder, `${name}.yaml`), 'utf8');

async function verdictOf(name: string, faults: readonly string[] = []) {
  const server = await startServer({ faults, users });
  try {
    const { cases } = await runScenario(await recordingOf(name), server.url);
    return cases[0]?.verdict;
  } finally {
    await server.close();
  }
}

describe('the recording of', () => {
  test.each(applications.map(({ name }) => name))('%s is answered as it was', async (name) => {
    expect(await verdictOf(name)).toBe('pass');
  });

  test.each(applications)(
    '$name is of the version that is installed, and has nothing secret',
    async (one) => {
      const text = await recordingOf(one.name);
      expect(text).toContain(`Replay of ${one.name} ${one.version}`);
      const secrets = Object.values(defaultUsers).map(({ secretKey }) => secretKey);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      expect(text).not.toMatch(/AWS4-HMAC|Signature=[0-9a-f]|x-amz-signature: |security-token: /i);
      expect(text).not.toContain(repository);
      expect(text).not.toMatch(/\/tmp\/|\/home\//);
    },
  );
});

test.each([
  ['terraform', 'put-if-none-match-ignored'],
  ['iceberg', 'chunk-framing-stored'],
  ['aws-cli', 'range-ignored'],
  ['duckdb', 'list-entry-missing'],
  ['restic', 'list-entry-missing'],
  ['boto3', 'delete-if-match-ignored'],
])('the recording of %s sees the fault %s', async (name, fault) => {
  expect(await verdictOf(name, [fault])).toBe('fail');
});

test('every application has a recording, and nothing else has', async () => {
  const names = applications.map(({ name }) => `${name}.yaml`);
  expect((await readdir(folder)).sort()).toEqual(names.sort());
});
