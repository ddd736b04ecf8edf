import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';

const golden = path.join(import.meta.dirname, 'golden');

/** File under `golden/`, what is wrong in it, and the codes of its errors, which tools may rely on. */
const inputs: readonly (readonly [file: string, what: string, codes: readonly string[]])[] = [
  ['alias-bomb', 'aliases that stand for millions of values', ['too-many-aliases']],
  ['broken-yaml', 'an indentation that no YAML has', ['yaml-syntax']],
  ['credential-conflict', 'a credential that an include defines otherwise', ['credential-conflict']],
  ['duplicate-key', 'a key twice in one map', ['duplicate-key']],
  ['empty', 'no byte at all', ['empty-file']],
  ['endpoint-no-url', 'an endpoint that is not a URL', ['wrong-type']],
  ['include-cycle', 'files that include each other', ['include-cycle']],
  ['misspelt-response-path', 'paths that no output has', ['unknown-output', 'unknown-output']],
  [
    'missing-credential',
    'names of credentials that nobody has',
    ['unknown-credential', 'unknown-credential'],
  ],
  ['missing-error-code', 'a refusal without a code', ['missing-error-code']],
  ['missing-file', 'a body from a file that is not there', ['missing-file']],
  ['missing-include', 'includes that are not there', ['unreadable-file', 'nothing-included']],
  ['missing-required', 'a version that must be named', ['missing-parameter']],
  ['no-credentials', 'nobody to sign as', ['unknown-credential']],
  ['not-a-map', 'a list where a configuration should be', ['wrong-type']],
  ['not-text', 'a picture', ['not-text']],
  ['nothing-to-run', 'no group and no case', ['nothing-to-run']],
  ['only-comment', 'nothing but a comment', ['empty-file']],
  ['same-key-twice', 'one key under both of its names', ['duplicate-key']],
  ['second-document', 'two documents in one file', ['yaml-documents']],
  ['several-errors', 'many mistakes of form', []],
  ['several-faults', 'many mistakes of content', []],
  ['several-kinds', 'mistakes of every kind', []],
  [
    'several-layers',
    'mistakes of YAML, of form and of content, all told at once',
    ['duplicate-key', 'unknown-tag', 'unknown-parameter', 'unknown-credential', 'unknown-step'],
  ],
  ['tabs', 'tabs for indentation', ['yaml-syntax']],
  ['unknown-alias', 'an alias of nothing', ['unknown-alias']],
  ['unknown-key', 'misspelt keys', ['unknown-key', 'unknown-key']],
  ['unknown-name', 'names and filters that are not there', []],
  ['unknown-operation', 'misspelt operations', ['unknown-operation', 'unknown-operation']],
  ['unknown-parameter', 'misspelt parameters', ['unknown-parameter', 'unknown-parameter']],
  ['unknown-tag', 'tags of other programs', ['unknown-tag', 'unknown-tag']],
  ['unquoted-template', 'an unquoted ${…} in a flow map', ['yaml-syntax']],
  ['unquoted-template-lines', 'an unquoted ${…} in a flow map of several lines', ['yaml-syntax']],
  ['unset-variable', 'variables of the environment that are not set', ['unset-variable', 'unset-variable']],
];

interface Told {
  readonly errors: readonly Readonly<Record<string, unknown>>[];
}

describe('a configuration that is wrong is refused, with the exact text beside it and the same as data:', () => {
  test.for(inputs)('%s.yaml: %s', async ([file, _what, codes], { expect }) => {
    const { code, stdout, stderr } = await runInProcess(['run', `${file}.yaml`, '--format', 'json'], {
      cwd: golden,
    });
    await expect(stderr).toMatchFileSnapshot(path.join(golden, `${file}.txt`));
    expect(code).toBe(2);
    const { errors } = JSON.parse(stdout) as Told;
    if (codes.length > 0) {
      expect(errors.map((error) => error.code)).toEqual(codes);
    } else {
      expect(errors.length).toBeGreaterThan(3);
    }
    for (const error of errors) {
      expect(error).toMatchObject({
        code: expect.any(String),
        severity: 'error',
        message: expect.any(String),
        file: expect.stringMatching(/\.yaml$/),
      });
      expect(stderr).toContain(String(error.message));
      if (error.line !== null) {
        expect(stderr).toContain(`${error.file}:${error.line}:${error.column}: error`);
      }
    }
  });

  test('every file has its text, and every text its file', () => {
    const names = readdirSync(golden).filter((name) => name.endsWith('.yaml'));
    expect(names.sort()).toEqual(inputs.map(([file]) => `${file}.yaml`).sort());
  });
});

describe('a file that cannot be read is refused:', () => {
  test('more than 10 MiB', async () => {
    const cwd = await makeFolder({ 'huge.yaml': `variables: { a: ${'x'.repeat(10 * 1024 * 1024)} }\n` });
    const { code, stderr } = await runInProcess(['run', 'huge.yaml'], { cwd });
    await expect(stderr).toMatchFileSnapshot(path.join(golden, 'huge.txt'));
    expect(code).toBe(2);
  });

  test('one that is not there, and a folder', async () => {
    const cwd = await makeFolder({ 'folder.yaml/a.txt': '' });
    const { code, stderr } = await runInProcess(['run', 'no-such.yaml', 'folder.yaml'], { cwd });
    await expect(stderr).toMatchFileSnapshot(path.join(golden, 'no-such-file.txt'));
    expect(code).toBe(2);
  });
});
