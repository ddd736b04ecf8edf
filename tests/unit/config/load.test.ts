import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../../src/config/load.js';
import type { Reader } from '../../../src/config/reader.js';
import { recordDiagnostic } from '../../../src/config/text/render-diagnostic.js';
import { makeReader } from '../../support/memory-reader.js';

const group = (name: string) =>
  `test_cases: { groups: [ { name: ${name}, test: [ { operation: ListBuckets } ] } ] }`;

async function load(reader: Reader, ...files: string[]) {
  const { configuration, diagnostics } = await loadConfiguration(files, reader, {}, { strict: true });
  return {
    configuration,
    groups: configuration?.groups.map(({ name }) => name),
    errors: diagnostics.map((diagnostic) => {
      const { code, file, line, column } = recordDiagnostic(diagnostic);
      return [code, file, line, column];
    }),
  };
}

describe('files are merged', () => {
  test('in the order of includes, each pattern sorted, each file once', async () => {
    const reader = makeReader({
      'main.yaml': `include: [ more/*.yaml, last.yaml, more/a.yaml ]\n${group('Main')}`,
      'more/b.yaml': group('B'),
      'more/a.yaml': `include: ../deep.yaml\n${group('A')}`,
      'deep.yaml': group('Deep'),
      'last.yaml': group('Last'),
    });
    const { groups, configuration } = await load(reader, 'main.yaml');
    expect(groups).toEqual(['Main', 'A', 'Deep', 'B', 'Last']);
    expect(configuration?.files.map(({ name }) => name)).toEqual([
      'main.yaml',
      'more/a.yaml',
      'deep.yaml',
      'more/b.yaml',
      'last.yaml',
    ]);
  });

  test('several on the command line are one run', async () => {
    const reader = makeReader({ 'a.yaml': group('A'), 'b.yaml': group('B') });
    expect((await load(reader, 'b.yaml', 'a.yaml')).groups).toEqual(['B', 'A']);
  });

  test("the first file's settings win key by key", async () => {
    const reader = makeReader({
      'a.yaml': `config: { region: eu-a-1, timeout: 5 }\ninclude: b.yaml\n${group('A')}`,
      'b.yaml': `config: { region: eu-b-1, path_style: true, endpoint_url: "http://b" }\ntest_cases: { parallel: true, concurrency: 3, groups: [ { name: B, test: [ { operation: ListBuckets } ] } ] }`,
    });
    const { configuration } = await load(reader, 'a.yaml');
    expect(configuration?.settings).toEqual({
      region: 'eu-a-1',
      timeout: 5,
      path_style: true,
      endpoint_url: 'http://b',
    });
    expect(configuration).toMatchObject({ parallel: true, concurrency: 3 });
  });

  test('authorities are relative to the file that names them', async () => {
    const reader = makeReader({
      'a.yaml': `include: sub/b.yaml\n${group('A')}`,
      'sub/b.yaml': 'config: { ca_file: ./ca.pem }',
    });
    const { configuration } = await load(reader, 'a.yaml');
    expect(configuration?.settings.ca_file).toBe('sub/ca.pem');
  });

  test('credentials are joined; the same one twice is one, a different one an error', async () => {
    const main = (secret: string) =>
      `config: { credentials: [ { name: main, access_key: a, secret_key: ${secret} } ] }`;
    const files = {
      'a.yaml': `include: [ b.yaml ]\n${main('one')}\n${group('A')}`,
      'b.yaml': main('one'),
    };
    const same = await load(makeReader(files), 'a.yaml');
    expect(same.configuration?.credentials.map(({ name }) => name)).toEqual(['main']);
    const other = await load(makeReader({ ...files, 'b.yaml': main('two') }), 'a.yaml');
    expect(other).toMatchObject({
      configuration: null,
      errors: [['credential-conflict', 'b.yaml', 1, 26]],
    });
  });

  test('variables belong to their file', async () => {
    const reader = makeReader({
      'a.yaml': `variables: { x: 1 }\ninclude: b.yaml\n${group('A')}`,
      'b.yaml': `variables: { x: 2 }\n${group('B')}`,
    });
    const { configuration } = await load(reader, 'a.yaml');
    expect(configuration?.groups.map(({ fileVariables }) => fileVariables.get('x'))).toMatchObject([
      { value: 1 },
      { value: 2 },
    ]);
  });
});

describe('an include that cannot be followed is told where it stands:', () => {
  test.each<readonly [what: string, files: Record<string, string>, errors: readonly unknown[]]>([
    [
      'a file that includes itself',
      { 'a.yaml': `include: a.yaml\n${group('A')}` },
      [['include-cycle', 'a.yaml', 1, 10]],
    ],
    [
      'a cycle',
      {
        'a.yaml': `include: sub/b.yaml\n${group('A')}`,
        'sub/b.yaml': `${group('B')}\ninclude: [ ../a.yaml ]`,
      },
      [['include-cycle', 'sub/b.yaml', 2, 12]],
    ],
    [
      'a file that is not there',
      { 'a.yaml': `${group('A')}\ninclude: [ none.yaml, none/*.yaml ]` },
      [
        ['unreadable-file', 'a.yaml', 2, 12],
        ['nothing-included', 'a.yaml', 2, 23],
      ],
    ],
  ])('%s', async (_what, files, errors) => {
    expect(await load(makeReader(files), 'a.yaml')).toMatchObject({ configuration: null, errors });
  });
});

test('a diamond of includes is no cycle', async () => {
  const reader = makeReader({
    'a.yaml': 'include: [ b.yaml, c.yaml ]',
    'b.yaml': 'include: [ d.yaml ]',
    'c.yaml': 'include: [ d.yaml ]',
    'd.yaml': group('D'),
  });
  expect(await load(reader, 'a.yaml')).toMatchObject({ groups: ['D'], errors: [] });
});

test.each(['﻿', ''])('a byte order mark is no part of the text', async (mark) => {
  expect((await load(makeReader({ 'a.yaml': `${mark}${group('A')}` }), 'a.yaml')).groups).toEqual(['A']);
});

describe.each(['posix', 'win32'] as const)('under %s paths', (system) => {
  const { join } = path[system];

  test('includes are relative to the file that names them', async () => {
    const root = system === 'win32' ? 'C:\\tests' : '/tests';
    const reader = makeReader(
      {
        [join(root, 'main.yaml')]: 'include: ./sub/part.yaml',
        [join(root, 'sub', 'part.yaml')]: 'include: ../other.yaml',
        [join(root, 'other.yaml')]: group('Other'),
      },
      path[system],
    );
    expect(await load(reader, join(root, 'main.yaml'))).toMatchObject({ groups: ['Other'], errors: [] });
  });
});
