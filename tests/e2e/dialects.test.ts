import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startServer } from '../../src/server/index.js';
import { repository } from '../support/repository.js';
import { runScenario } from '../support/run-scenario.js';

const folder = path.join(repository, 'profiles', 'sdk');
const dialects = (await readdir(folder)).filter((name) => !name.endsWith('.need.yaml'));

async function verdictOf(dialect: string, faults: readonly string[] = []) {
  const users = [{ name: 'main', accessKey: 'demo', secretKey: 'demo-secret' }];
  const server = await startServer({ faults, users });
  try {
    const { cases } = await runScenario(await readFile(path.join(folder, dialect), 'utf8'), server.url);
    return cases[0];
  } finally {
    await server.close();
  }
}

describe('the dialect of', () => {
  test.each(dialects)('%s is understood', async (dialect) => {
    expect(await verdictOf(dialect)).toMatchObject({ verdict: 'pass' });
  });
});

test.each([
  ['js@3.726.yaml', 'pass'],
  ['js@3.729.yaml', 'fail'],
  ['boto3@1.44.yaml', 'pass'],
  ['java@2.29.yaml', 'fail'],
])(
  'a server that stores the frames of aws-chunked bodies: %s has the verdict %s',
  async (dialect, verdict) => {
    expect(await verdictOf(dialect, ['chunk-framing-stored'])).toMatchObject({ verdict });
  },
);

test('all versions that the script records are there, and no other', async () => {
  const { dialects: recorded } = await import('../../scripts/dialects/dialects.js');
  const names = recorded.flatMap(({ name, short }) => [
    `${name}@${short}.need.yaml`,
    `${name}@${short}.yaml`,
  ]);
  expect((await readdir(folder)).sort()).toEqual(names.sort());
});
