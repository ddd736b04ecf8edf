import { describe, expect, test } from 'vitest';
import { resolveSettings, SettingError, type SettingFlags } from '../../../src/runner/settings.js';

type Sources = Parameters<typeof resolveSettings>;

interface Row {
  readonly flags?: SettingFlags;
  readonly environment?: Sources[1];
  readonly configuration?: Partial<Sources[2]>;
  readonly profile?: NonNullable<Sources[3]>;
}

const resolve = ({ flags = {}, environment = {}, configuration = {}, profile = {} }: Row) =>
  resolveSettings(flags, environment, { settings: {}, concurrency: undefined, ...configuration }, profile);

test('what nobody says has a default', () => {
  expect(resolve({})).toEqual({
    endpointUrl: 'embedded',
    region: 'us-east-1',
    pathStyle: undefined,
    timeout: 300,
    retry: { maxAttempts: 1, mode: 'standard' },
    settle: 0,
    maxRequests: undefined,
    keep: 'some',
    concurrency: 16,
    caFile: undefined,
    insecure: false,
  });
});

/** All sources of each setting, the strongest first: each row takes one more of them away. */
const ladders: readonly (readonly [setting: string, rows: readonly (readonly [Row, unknown])[]])[] = [
  [
    'endpointUrl',
    [
      [{ flags: { endpointUrl: 'http://flag' } }, 'http://flag'],
      [{ environment: { S3TESTER_ENDPOINT_URL: 'http://own' } }, 'http://own'],
      [{ configuration: { settings: { endpoint_url: 'http://file' } } }, 'http://file'],
      [{ environment: { AWS_ENDPOINT_URL_S3: 'http://aws-s3' } }, 'http://aws-s3'],
      [{ environment: { AWS_ENDPOINT_URL: 'http://aws' } }, 'http://aws'],
      [{ profile: { endpointUrl: 'http://profile' } }, 'http://profile'],
    ],
  ],
  [
    'region',
    [
      [{ flags: { region: 'flag' } }, 'flag'],
      [{ environment: { S3TESTER_REGION: 'own' } }, 'own'],
      [{ configuration: { settings: { region: 'file' } } }, 'file'],
      [{ environment: { AWS_REGION: 'aws' } }, 'aws'],
      [{ environment: { AWS_DEFAULT_REGION: 'aws-default' } }, 'aws-default'],
      [{ profile: { region: 'profile' } }, 'profile'],
    ],
  ],
  [
    'pathStyle',
    [
      [{ flags: { pathStyle: false } }, false],
      [{ environment: { S3TESTER_PATH_STYLE: 'true' } }, true],
      [{ configuration: { settings: { path_style: false } } }, false],
    ],
  ],
  [
    'timeout',
    [
      [{ flags: { timeout: 1 } }, 1],
      [{ environment: { S3TESTER_TIMEOUT: '2.5' } }, 2.5],
      [{ configuration: { settings: { timeout: 3 } } }, 3],
    ],
  ],
  [
    'concurrency',
    [
      [{ flags: { concurrency: 1 } }, 1],
      [{ environment: { S3TESTER_CONCURRENCY: '2' } }, 2],
      [{ configuration: { concurrency: 3 } }, 3],
    ],
  ],
  [
    'caFile',
    [
      [{ flags: { caFile: 'flag' } }, 'flag'],
      [{ environment: { S3TESTER_CA_FILE: 'own' } }, 'own'],
      [{ configuration: { settings: { ca_file: 'file' } } }, 'file'],
      [{ environment: { AWS_CA_BUNDLE: 'aws' } }, 'aws'],
    ],
  ],
  [
    'insecure',
    [
      [{ flags: { insecure: true } }, true],
      [{ environment: { S3TESTER_INSECURE: '0' } }, false],
      [{ configuration: { settings: { insecure: true } } }, true],
    ],
  ],
];

function join(rows: readonly Row[]): Row {
  return {
    flags: Object.assign({}, ...rows.map(({ flags }) => flags)),
    environment: Object.assign({}, ...rows.map(({ environment }) => environment)),
    configuration: Object.assign({}, ...rows.map(({ configuration }) => configuration)),
    profile: Object.assign({}, ...rows.map(({ profile }) => profile)),
  };
}

describe('the strongest source wins: command line, S3TESTER_*, configuration, AWS_*, profile', () => {
  test.each(ladders)('%s', (setting, rows) => {
    for (const [index, [, expected]] of rows.entries()) {
      const settings = resolve(join(rows.slice(index).map(([row]) => row)));
      expect(settings[setting as keyof typeof settings]).toBe(expected);
    }
  });
});

test('a variable that is empty says nothing', () => {
  const environment = Object.fromEntries(
    [
      'AWS_ENDPOINT_URL',
      'AWS_ENDPOINT_URL_S3',
      'AWS_REGION',
      'AWS_CA_BUNDLE',
      'S3TESTER_TIMEOUT',
      'S3TESTER_REGION',
    ].map((name) => [name, '']),
  );
  expect(resolve({ environment })).toEqual(resolve({}));
});

describe('a variable that cannot be read is named:', () => {
  test.each([
    ['S3TESTER_TIMEOUT', 'soon', 'a number above 0'],
    ['S3TESTER_TIMEOUT', '-1', 'a number above 0'],
    ['S3TESTER_CONCURRENCY', '1.5', 'a whole number above 0'],
    ['S3TESTER_PATH_STYLE', 'yes', 'true or false'],
    ['S3TESTER_ENDPOINT_URL', 'localhost:9000', 'is not a URL'],
    ['AWS_ENDPOINT_URL', 'localhost', 'is not a URL'],
    ['AWS_ENDPOINT_URL', 'http://localhost/?a=b', 'has a query or a fragment'],
    ['S3TESTER_ENDPOINT_URL', 'http://me:password@localhost', 'contains a user'],
  ])('%s=%s', (name, value, wanted) => {
    const attempt = () => resolve({ environment: { [name]: value } });
    expect(attempt).toThrow(SettingError);
    expect(attempt).toThrow(name);
    expect(attempt).toThrow(wanted);
    expect(attempt).not.toThrow('password');
  });
});
