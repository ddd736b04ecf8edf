import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstConfiguration } from '../../src/cli/first-configuration.js';
import { configurationSchema } from '../../src/config/schema.js';
import { describeOperations } from '../../src/operations/index.js';
import { LanguageServer } from '../support/language-server.js';
import { runInProcess } from '../support/run-in-process.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schemaPath = path.join(root, 'schema', 's3tester.schema.json');

test('the published schema is the one of the grammar (npm run schema writes it anew)', async () => {
  const published = await readFile(schemaPath, 'utf8');
  expect(published === `${JSON.stringify(configurationSchema(), null, 2)}\n`).toBe(true);
});

test('the command prints the published schema', async () => {
  const { code, stdout, stderr } = await runInProcess(['schema']);
  expect(stdout === (await readFile(schemaPath, 'utf8'))).toBe(true);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('an editor with the schema', () => {
  let server: LanguageServer;

  beforeAll(async () => {
    server = await LanguageServer.start(schemaPath);
  });

  afterAll(async () => {
    await server.stop();
  });

  async function offered(text: string): Promise<readonly string[]> {
    return (await server.complete(text)).map(({ label }) => label);
  }

  /** A configuration with one step, of these lines. */
  function oneStep(...lines: readonly string[]): string {
    const step = lines.map((line, index) => `${index === 0 ? '        - ' : '          '}${line}\n`).join('');
    return `test_cases:\n  groups:\n    - name: One\n      test:\n${step}`;
  }

  test('completes the keys of the root, of a group and of a step', async () => {
    expect(await offered('config:\n  |')).toEqual(
      expect.arrayContaining(['endpoint_url', 'region', 'credentials', 'target']),
    );
    expect(await offered('test_cases:\n  groups:\n    - |')).toEqual(
      expect.arrayContaining(['name', 'credential', 'before_test', 'test', 'after_test']),
    );
    const keys = await offered(oneStep('|'));
    expect(keys).toEqual(
      expect.arrayContaining([
        'operation',
        'request',
        'presign',
        'post_form',
        'case',
        'steps',
        'set',
        'wait',
      ]),
    );
    expect(keys).toEqual(expect.arrayContaining(['parameters', 'expected_result', 'save', 'repeat']));
    expect(keys).not.toContain('expected-result');
  });

  test('completes the name of every operation, with what it does', async () => {
    const items = await server.complete(oneStep('operation: |'));
    expect(items.map(({ label }) => label).sort()).toEqual(
      describeOperations()
        .map(({ name }) => name)
        .sort(),
    );
    const put = items.find(({ label }) => label === 'PutObject');
    expect(JSON.stringify(put?.documentation)).toContain('Adds an object to a bucket');
  });

  test('completes the parameters of the operation at hand, and of no other', async () => {
    const ofGet = await offered(oneStep('operation: GetObject', 'parameters:', '  |'));
    expect(ofGet).toEqual(expect.arrayContaining(['bucket', 'key', 'range', 'version_id']));
    expect(ofGet).not.toContain('body');
    expect(ofGet).not.toContain('object_attributes');
    const ofPut = await offered(oneStep('operation: PutObject', 'parameters: { bucket: b, k| }'));
    expect(ofPut).toEqual(expect.arrayContaining(['key', 'body', 'if_none_match', 'tags', 'body_size']));
    expect(ofPut).not.toContain('range');
    expect(ofPut).not.toContain('bucket');
    const inside = ['presign:', '  operation: HeadObject', '  parameters:', '    |'];
    expect(await offered(oneStep(...inside))).toContain('part_number');
    const suite =
      'cases:\n  - case: a\n    steps:\n      - operation: CopyObject\n        parameters:\n          |';
    expect(await offered(suite)).toEqual(expect.arrayContaining(['copy_source', 'source_key']));
  });

  test('shows the values of an enumeration, and the fields of a structure', async () => {
    expect(await offered(oneStep('operation: PutObject', 'parameters:', '  storage_class: |'))).toEqual(
      expect.arrayContaining(['STANDARD', 'GLACIER', 'STANDARD_IA']),
    );
    expect(await offered(oneStep('operation: PutBucketVersioning', 'parameters:', '  status: |'))).toEqual(
      expect.arrayContaining(['Enabled', 'Suspended']),
    );
    const nested = ['operation: PutBucketVersioning', 'parameters:', '  versioning_configuration:', '    |'];
    expect(await offered(oneStep(...nested))).toEqual(expect.arrayContaining(['status', 'mfa_delete']));
  });

  test.each([
    ['an unknown key', ['operation: PutObject', 'paramters: { bucket: b }'], 'paramters'],
    ['an unknown parameter', ['operation: PutObject', 'parameters: { bukket: b }'], 'bukket'],
    ['a parameter of another operation', ['operation: PutObject', 'parameters: { max_keys: 1 }'], 'max_keys'],
    ['an unknown operation', ['operation: PutObjct'], 'PutObject'],
    ['a key of another kind of step', ['wait: 2s', 'expected_result: {}'], 'expected_result'],
    ['a step that says no kind', ['name: idle'], 'Missing property'],
  ])('flags %s', async (_what, lines, word) => {
    const problems = await server.diagnose(oneStep(...lines));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(word);
  });

  test.each([
    [
      'parameters as the API and as the AWS CLI name them',
      ['operation: ListObjectsV2', 'parameters: { Bucket: b, max-keys: 3 }'],
    ],
    ['names that are filled in', ['operation: PutObject', 'parameters: { acl: "${acl}", "${name}": x }']],
    [
      'unknown parameters that are asked for',
      ['operation: GetObject', 'allow_unknown: true', 'parameters: { x-a: 1 }'],
    ],
    ['other spellings of keys', ['operation: GetObject', 'expected-result: { success: true }']],
  ])('accepts %s', async (_what, lines) => {
    expect(await server.diagnose(oneStep(...lines))).toEqual([]);
  });

  test('finds nothing wrong in any example, nor in what init writes', async () => {
    const folder = path.join(root, 'examples');
    const entries = await readdir(folder, { recursive: true });
    const examples = entries.filter((name) => name.endsWith('.yaml'));
    expect(examples).toContain('basic-config.yaml');
    for (const name of examples) {
      expect(await server.diagnose(await readFile(path.join(folder, name), 'utf8')), name).toEqual([]);
    }
    expect(await server.diagnose(firstConfiguration(undefined))).toEqual([]);
  });
});
