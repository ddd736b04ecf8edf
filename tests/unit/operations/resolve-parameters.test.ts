import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findOperation,
  hasUnknown,
  operationNames,
  parameterAliases,
  type ResolveOptions,
  resolveParameters,
  snakeName,
  unknownValue,
} from '../../../src/operations/index.js';
import { anyOperationName, anyValue, operationOf } from './any-values.js';

function resolve(name: string, parameters: Record<string, unknown>, options?: ResolveOptions) {
  const operation = findOperation(name);
  if (!operation) {
    throw new Error(`no operation ${name}`);
  }
  return resolveParameters(operation, parameters, options);
}

function codes(problems: ReturnType<typeof resolve>['problems']) {
  return problems.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);
}

describe('names', () => {
  test.each(['max_keys', 'max-keys', 'MaxKeys', 'MAXKEYS'])('%s is MaxKeys', (name) => {
    expect(resolve('ListObjectsV2', { bucket: 'b', [name]: 5 })).toEqual({
      input: { Bucket: 'b', MaxKeys: 5 },
      extra: { query: {}, headers: {} },
      problems: [],
    });
  });

  test('are read at every depth', () => {
    const { input, problems } = resolve('PutBucketLifecycleConfiguration', {
      bucket: 'b',
      'lifecycle-configuration': {
        rules: [
          { status: 'Enabled', Filter: { and: { prefix: 'p', tags: { a: 1 } } }, expiration: { days: 3 } },
        ],
      },
    });
    expect(problems).toEqual([]);
    expect(input).toEqual({
      Bucket: 'b',
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            Filter: { And: { Prefix: 'p', Tags: [{ Key: 'a', Value: '1' }] } },
            Expiration: { Days: 3 },
          },
        ],
      },
    });
  });

  test('that do not exist are errors, with the nearest name in the same style', () => {
    const { problems } = resolve('ListObjectsV2', {
      bucket: 'b',
      max_kyes: 1,
      'max-kyes': 1,
      MaxKyes: 1,
      zzz: 1,
    });
    expect(problems.map(({ suggestion }) => suggestion)).toEqual([
      'max_keys',
      'max-keys',
      'MaxKeys',
      undefined,
    ]);
    expect(problems[0]).toEqual({
      severity: 'error',
      code: 'unknown-parameter',
      path: ['max_kyes'],
      message: 'ListObjectsV2 has no parameter "max_kyes"',
      suggestion: 'max_keys',
    });
  });

  test('that do not exist inside of a structure are errors at their place', () => {
    const { problems } = resolve('DeleteObjects', {
      bucket: 'b',
      objects: [{ key: 'a' }, { key: 'b', version: '1' }],
    });
    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'unknown-parameter',
        path: ['objects', 1, 'version'],
        message: 'ObjectIdentifier has no field "version"',
        suggestion: 'version_id',
      },
    ]);
  });

  test('a parameter given in two styles is an error', () => {
    const { problems } = resolve('ListObjectsV2', { bucket: 'b', max_keys: 1, MaxKeys: 2 });
    expect(codes(problems)).toEqual(['error duplicate-parameter MaxKeys']);
  });

  test('a name that is known only at run time is no error, and nothing is called missing', () => {
    const options = { isUnresolvedName: (name: string) => name.includes('${') };
    expect(resolve('GetObject', { '${which}': 'v' }, options).problems).toEqual([]);
    expect(codes(resolve('GetObject', { '${which}': 'v' }).problems)).toContain(
      'error unknown-parameter ${which}',
    );
  });
});

describe('values', () => {
  test('null is not sent, at any depth', () => {
    const { input, problems } = resolve('PutObject', {
      bucket: 'b',
      key: 'k',
      content_type: null,
      body: null,
      metadata: { a: 'x', b: null },
    });
    expect(problems).toEqual([]);
    expect(input).toEqual({ Bucket: 'b', Key: 'k', Metadata: { a: 'x' } });
  });

  test('scalars become what the API takes', () => {
    const { input, problems } = resolve('PutObject', {
      bucket: 'b',
      key: 1234,
      content_length: '5',
      bucket_key_enabled: 'true',
      expires: '2026-01-02T03:04:05Z',
      object_lock_retain_until_date: 1767323045,
      metadata: { n: 7, yes: true },
    });
    expect(problems).toEqual([]);
    expect(input).toEqual({
      Bucket: 'b',
      Key: '1234',
      ContentLength: 5,
      BucketKeyEnabled: true,
      Expires: new Date('2026-01-02T03:04:05Z'),
      ObjectLockRetainUntilDate: new Date('2026-01-02T03:04:05Z'),
      Metadata: { n: '7', yes: 'true' },
    });
  });

  test.each([
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02 03:04', '2026-01-02T03:04:00.000Z'],
    ['2026-01-02T03:04:05.5+02:00', '2026-01-02T01:04:05.500Z'],
    ['Fri, 02 Jan 2026 03:04:05 GMT', '2026-01-02T03:04:05.000Z'],
    ['1767323045', '2026-01-02T03:04:05.000Z'],
    [1767323045, '2026-01-02T03:04:05.000Z'],
    [new Date('2026-01-02'), '2026-01-02T00:00:00.000Z'],
  ])('the time %s is %s', (written, time) => {
    const { input, problems } = resolve('GetObject', { bucket: 'b', key: 'k', if_modified_since: written });
    expect(problems).toEqual([]);
    expect(input.IfModifiedSince).toEqual(new Date(time));
  });

  test('what is not of the kind is sent as text, with a warning', () => {
    const { input, problems } = resolve('UploadPart', {
      bucket: 'b',
      key: 'k',
      upload_id: 'u',
      part_number: 'ten',
      body: 'x',
    });
    expect(input.PartNumber).toBe('ten');
    expect(problems).toEqual([
      { severity: 'warning', code: 'illegal-value', path: ['part_number'], message: '"ten" is not a number' },
    ]);
    const other = resolve('GetObject', { bucket: 'b', key: 'k', if_modified_since: '2026-02-31T25:00' });
    expect(other.input.IfModifiedSince).toBe('2026-02-31T25:00');
    expect(codes(other.problems)).toEqual(['warning illegal-value if_modified_since']);
  });

  test('numbers keep their digits where a number would lose them', () => {
    const { input, problems } = resolve('ListObjectsV2', { bucket: 'b', max_keys: '9223372036854775807' });
    expect(input.MaxKeys).toBe('9223372036854775807');
    expect(problems).toEqual([]);
  });

  test('a structure, a list or a text of another kind is an error', () => {
    const given = {
      bucket: 'b',
      cors_configuration: { cors_rules: [{ allowed_methods: 'GET', allowed_origins: ['*'] }] },
    };
    expect(codes(resolve('PutBucketCors', given).problems)).toEqual([
      'error wrong-kind cors_configuration.cors_rules.0.allowed_methods',
    ]);
    expect(resolve('PutBucketVersioning', { bucket: 'b', versioning_configuration: 'on' }).problems).toEqual([
      {
        severity: 'error',
        code: 'wrong-kind',
        path: ['versioning_configuration'],
        message: 'versioning_configuration takes a map of its fields, not "on"',
      },
    ]);
    expect(codes(resolve('GetObject', { bucket: ['b'], key: { a: 1 } }).problems)).toEqual([
      'error wrong-kind bucket',
      'error wrong-kind key',
    ]);
  });

  test('what is known only at run time may stand anywhere', () => {
    for (const name of operationNames()) {
      const operation = findOperation(name);
      const names = [...(operation?.members ?? []), ...(operation?.bodyFields ?? [])].map(
        (member) => member.name,
      );
      const { problems } = resolve(name, Object.fromEntries(names.map((member) => [member, unknownValue])));
      expect(problems.filter(({ severity }) => severity === 'warning')).toEqual([]);
    }
    const { input, body, problems } = resolve('PutObject', {
      bucket: unknownValue,
      key: 'k',
      tags: { a: unknownValue },
      metadata: { m: unknownValue },
      body_size: unknownValue,
    });
    expect(problems).toEqual([]);
    expect(input).toEqual({
      Bucket: unknownValue,
      Key: 'k',
      Tagging: unknownValue,
      Metadata: { m: unknownValue },
    });
    expect(hasUnknown(body)).toBe(true);
  });

  test('a required parameter that is missing is a warning, and an error where the alias of a version lacks its id', () => {
    expect(resolve('GetObject', { key: null }).problems).toEqual([
      {
        severity: 'warning',
        code: 'missing-parameter',
        path: [],
        message: 'GetObject requires bucket, which is not given',
      },
      {
        severity: 'warning',
        code: 'missing-parameter',
        path: [],
        message: 'GetObject requires key, which is not given',
      },
    ]);
    expect(codes(resolve('GetObjectVersion', { bucket: 'b', key: 'k' }).problems)).toEqual([
      'error missing-parameter ',
    ]);
    expect(resolve('GetObjectVersion', { bucket: 'b', key: 'k', version_id: 'null' })).toMatchObject({
      input: { VersionId: 'null' },
      problems: [],
    });
  });
});

describe('the body’s structure', () => {
  test('its fields may stand among the parameters', () => {
    expect(
      resolve('PutBucketVersioning', { bucket: 'b', status: 'Enabled', mfa_delete: 'Disabled' }),
    ).toMatchObject({
      input: { Bucket: 'b', VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Disabled' } },
      problems: [],
    });
    expect(resolve('DeleteObjects', { bucket: 'b', objects: [{ key: 'a' }], quiet: true })).toMatchObject({
      input: { Delete: { Objects: [{ Key: 'a' }], Quiet: true } },
      problems: [],
    });
  });

  test('and beside it, but not twice', () => {
    expect(
      resolve('CreateBucket', {
        bucket: 'b',
        location_constraint: 'eu-west-1',
        create_bucket_configuration: { tags: { a: 'b' } },
      }),
    ).toMatchObject({
      input: {
        Bucket: 'b',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1', Tags: [{ Key: 'a', Value: 'b' }] },
      },
      problems: [],
    });
    const twice = { bucket: 'b', versioning_configuration: { status: 'Enabled' }, status: 'Suspended' };
    expect(codes(resolve('PutBucketVersioning', twice).problems)).toEqual([
      'error duplicate-parameter status',
    ]);
  });

  test('a parameter of the operation comes before a field of that name', () => {
    const { input, problems } = resolve('PutBucketMetricsConfiguration', {
      bucket: 'b',
      id: 'i',
      filter: { prefix: 'p' },
    });
    expect(input).toEqual({ Bucket: 'b', Id: 'i', MetricsConfiguration: { Filter: { Prefix: 'p' } } });
    expect(codes(problems)).toEqual(['warning missing-parameter ']);
  });

  test('a map where the API wants a JSON document', () => {
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] };
    expect(resolve('PutBucketPolicy', { bucket: 'b', policy }).input.Policy).toBe(JSON.stringify(policy));
    expect(resolve('PutBucketPolicy', { bucket: 'b', policy: '{not json' }).input.Policy).toBe('{not json');
    expect(resolve('PutBucketPolicy', { bucket: 'b', policy: { Version: unknownValue } }).input.Policy).toBe(
      unknownValue,
    );
  });
});

describe('aliases', () => {
  test('tags take the form of the operation', () => {
    const tags = { 'a b': 'c&d', n: 1 };
    expect(resolve('PutObject', { bucket: 'b', key: 'k', tags }).input.Tagging).toBe('a%20b=c%26d&n=1');
    const list = [{ key: 'a', value: 'b' }];
    expect(resolve('PutObject', { bucket: 'b', key: 'k', tags: list }).input.Tagging).toBe('a=b');
    const pairs = [
      { Key: 'a b', Value: 'c&d' },
      { Key: 'n', Value: '1' },
    ];
    expect(resolve('PutObjectTagging', { bucket: 'b', key: 'k', tags })).toMatchObject({
      input: { Tagging: { TagSet: pairs } },
      problems: [],
    });
    expect(resolve('PutBucketTagging', { bucket: 'b', tagging: { tag_set: tags } }).input.Tagging).toEqual({
      TagSet: pairs,
    });
    expect(resolve('CreateBucket', { bucket: 'b', tags }).input.CreateBucketConfiguration).toEqual({
      Tags: pairs,
    });
    expect(codes(resolve('GetObject', { bucket: 'b', key: 'k', tags }).problems)).toEqual([
      'error unknown-parameter tags',
    ]);
    expect(codes(resolve('PutObject', { bucket: 'b', key: 'k', tags, tagging: 'a=b' }).problems)).toEqual([
      'error conflicting-parameters tags',
    ]);
    expect(codes(resolve('PutObject', { bucket: 'b', key: 'k', tags: 5 }).problems)).toEqual([
      'error wrong-kind tags',
    ]);
  });

  test('source_bucket, source_key and source_version_id are encoded, copy_source is not', () => {
    expect(
      resolve('CopyObject', {
        bucket: 'b',
        key: 'k',
        source_bucket: 'src',
        source_key: "a b/ü+'?.txt",
        source_version_id: 'v/1',
      }),
    ).toMatchObject({ input: { CopySource: 'src/a%20b/%C3%BC%2B%27%3F.txt?versionId=v%2F1' }, problems: [] });
    expect(resolve('CopyObject', { bucket: 'b', key: 'k', copy_source: 'src/a b' }).input.CopySource).toBe(
      'src/a b',
    );
    expect(resolve('CopyObject', { bucket: 'b', key: 'k', source_key: 'x' }).input.CopySource).toBe('b/x');
    expect(codes(resolve('CopyObject', { bucket: 'b', key: 'k', source_bucket: 'x' }).problems)).toEqual([
      'warning missing-parameter ',
    ]);
    const both = { bucket: 'b', key: 'k', source_key: 'x', copy_source: 'b/x' };
    expect(codes(resolve('CopyObject', both).problems)).toEqual(['error conflicting-parameters source_key']);
  });

  test('the body apart, from a file or generated', () => {
    const target = { bucket: 'b', key: 'k' };
    expect(resolve('PutObject', { ...target, body: { size: 5, seed: 1 } })).toMatchObject({
      input: { Bucket: 'b', Key: 'k' },
      body: { size: 5, seed: 1 },
    });
    expect(resolve('PutObject', { ...target, file_path: './a.txt' }).body).toBe('file://./a.txt');
    expect(resolve('PutObject', { ...target, body_size: '10MiB' }).body).toEqual({ size: '10MiB' });
    expect(resolve('PutObjectAnnotation', { ...target, annotation_payload: 'x' }).body).toBe('x');
    expect(codes(resolve('PutObject', { ...target, body_size: 'huge' }).problems)).toEqual([
      'error wrong-kind body_size',
    ]);
    expect(codes(resolve('PutObject', { ...target, body: 'x', body_size: 1 }).problems)).toEqual([
      'error conflicting-parameters body_size',
    ]);
    expect(codes(resolve('GetObject', { ...target, body_size: 1 }).problems)).toEqual([
      'error unknown-parameter body_size',
    ]);
  });

  test('output_file belongs to operations that stream their answer', () => {
    expect(resolve('GetObject', { bucket: 'b', key: 'k', output_file: 'x' })).toMatchObject({
      outputFile: 'x',
      problems: [],
    });
    expect(codes(resolve('HeadObject', { bucket: 'b', key: 'k', output_file: 'x' }).problems)).toEqual([
      'error unknown-parameter output_file',
    ]);
  });
});

test('unknown parameters are sent as they are where that is allowed', () => {
  const { input, extra, problems } = resolve(
    'ListObjects',
    { bucket: 'b', 'x-amz-nonsense': 1, 'list-type': 2, frobnicate: true, nothing: null, 'x-map': {} },
    { allowUnknown: true },
  );
  expect(input).toEqual({ Bucket: 'b' });
  expect(extra).toEqual({
    query: { 'list-type': '2', frobnicate: 'true' },
    headers: { 'x-amz-nonsense': '1' },
  });
  expect(codes(problems)).toEqual(['error wrong-kind x-map']);
});

/** Parameters of which most have names that the operation knows. */
function parametersOf(operationName: string) {
  const operation = operationOf(operationName);
  const known = [...operation.members, ...operation.bodyFields].map(({ name }) => snakeName(name));
  const aliases = parameterAliases(operation).map(({ name }) => name);
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...known, ...aliases, 'bucket') },
    fc.string(),
  );
  return fc.dictionary(name, anyValue, { maxKeys: 6 });
}

const calls = anyOperationName.chain((name) => fc.tuple(fc.constant(name), parametersOf(name), fc.boolean()));

test('whatever the parameters are, there are problems or an input, and never an exception', () => {
  fc.assert(
    fc.property(calls, ([operationName, parameters, allowUnknown]) => {
      const operation = operationOf(operationName);
      const { input, problems, extra } = resolveParameters(operation, parameters, { allowUnknown });
      const members = new Set(operation.members.map(({ name }) => name));
      expect(Object.keys(input).filter((name) => !members.has(name))).toEqual([]);
      expect(Object.values(input)).not.toContain(undefined);
      if (!allowUnknown) {
        expect(extra).toEqual({ query: {}, headers: {} });
      }
      for (const { path } of problems) {
        expect(path.length === 0 || Object.hasOwn(parameters, path[0] ?? '')).toBe(true);
      }
      if (!hasUnknown(Object.values(parameters))) {
        expect(hasUnknown(input)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
