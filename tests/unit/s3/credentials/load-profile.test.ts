import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadProfile } from '../../../../src/s3/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3tester-aws-'));
  const config = join(folder, 'config');
  const credentials = join(folder, 'credentials');
  await writeFile(
    config,
    [
      '[default]',
      'region = eu-central-1',
      '[profile local]',
      'region = us-west-2',
      'endpoint_url = http://127.0.0.1:9000',
      '[profile split]',
      'services = two',
      '[services two]',
      's3 =',
      '  endpoint_url = http://127.0.0.1:9001',
      '[profile bare]',
      'region = us-east-1',
    ].join('\n'),
  );
  await writeFile(
    credentials,
    [
      '[local]',
      'aws_access_key_id = LK',
      'aws_secret_access_key = LS',
      'aws_session_token = LT',
      '[split]',
      'aws_access_key_id = SK',
      'aws_secret_access_key = SS',
    ].join('\n'),
  );
  vi.stubEnv('AWS_CONFIG_FILE', config);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('loadProfile', () => {
  test('reads region, endpoint and keys', async () => {
    expect(await loadProfile('local', 'Main')).toEqual({
      region: 'us-west-2',
      endpointUrl: 'http://127.0.0.1:9000',
      credential: { kind: 'keys', name: 'Main', accessKey: 'LK', secretKey: 'LS', sessionToken: 'LT' },
    });
  });

  test('reads the endpoint of S3 from a services section', async () => {
    expect(await loadProfile('split')).toMatchObject({ endpointUrl: 'http://127.0.0.1:9001' });
  });

  test('says which profile is not there, or has no keys', async () => {
    await expect(loadProfile('none')).rejects.toThrow('there is no AWS profile "none"');
    await expect(loadProfile('bare')).rejects.toThrow('the AWS profile "bare" gives no credentials');
  });
});
