import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runInProcess } from '../support/run-in-process.js';

/** One flaw put into an example, and what must come of it. */
interface Flaw {
  readonly file?: string;
  readonly from: string;
  readonly to: string;
  readonly group: string;
  /** The operation that must fail, and where its mismatch lies. */
  readonly fails: string;
  readonly path: string;
}

/** What an example must come to: operations that were sent and passed, by group, and flaws that it must notice. */
interface Example {
  readonly file: string;
  readonly passed: Readonly<Record<string, number>>;
  readonly flaws: readonly Flaw[];
  readonly env?: Readonly<Record<string, string>>;
}

const examples: readonly Example[] = [
  {
    file: 'basic-config.yaml',
    passed: { Objects: 9 },
    flaws: [
      {
        from: 'body_pattern: "^Hello"',
        to: 'body_pattern: "^Goodbye"',
        group: 'Objects',
        fails: 'GetObject',
        path: 'body.pattern',
      },
      {
        from: 'ContentLength: 10',
        to: 'ContentLength: 11',
        group: 'Objects',
        fails: 'HeadObject',
        path: 'response.ContentLength',
      },
    ],
  },
  {
    file: 'advanced-config.yaml',
    passed: { 'File upload': 8, 'Multipart upload': 11, Permissions: 9, Versioning: 14 },
    flaws: [
      {
        from: '{ size: 5MiB, seed: 1 }, { size: 5MiB, seed: 2 }',
        to: '{ size: 5MiB, seed: 2 }, { size: 5MiB, seed: 1 }',
        group: 'Multipart upload',
        fails: 'GetObject',
        path: 'body',
      },
      {
        from: 'credential: public',
        to: 'credential: owner',
        group: 'Permissions',
        fails: 'GetObject',
        path: 'error_code',
      },
      {
        file: 'advanced/versioning.yaml',
        from: 'expected_result: { body: first draft }',
        to: 'expected_result: { body: second draft }',
        group: 'Versioning',
        fails: 'GetObjectVersion',
        path: 'body',
      },
      {
        file: 'files/measurements.csv',
        from: 'north,2026-01-02,4.0,-0.5\n',
        to: '',
        group: 'File upload',
        fails: 'GetObject',
        path: 'headers.content-range',
      },
    ],
  },
  {
    file: 'access-control.yaml',
    passed: { 'Bucket policies': 14, 'Public reading': 4, 'Access control lists': 8 },
    flaws: [
      {
        from: 'StringLike: { s3:prefix: shared/* }',
        to: 'StringLike: { s3:prefix: "*" }',
        group: 'Bucket policies',
        fails: 'ListObjectsV2',
        path: 'error_code',
      },
      {
        from: 'Effect: Deny',
        to: 'Effect: Allow',
        group: 'Bucket policies',
        fails: 'GetObject',
        path: 'error_code',
      },
      {
        from: ', acl: public-read }',
        to: ' }',
        group: 'Access control lists',
        fails: 'GetObject',
        path: 'body',
      },
    ],
  },
  {
    file: 'large-files.yaml',
    passed: { 'One request': 6, 'In parts': 14 },
    env: { LARGE_SIZE: '24MiB' },
    flaws: [
      {
        from: 'seed: large, range: [20000000, 21048575]',
        to: 'seed: large, range: [20000001, 21048576]',
        group: 'One request',
        fails: 'GetObject',
        path: 'body',
      },
      {
        from: 'seed: part 2, range: [0, 99]',
        to: 'seed: part 3, range: [0, 99]',
        group: 'In parts',
        fails: 'GetObject',
        path: 'body',
      },
    ],
  },
  {
    file: 'parallel-load.yaml',
    passed: { Load: 516, Contention: 53 },
    flaws: [
      {
        from: 'paginate: { collect: { keys: "Contents[].Key" } }',
        to: '# only the first page',
        group: 'Load',
        fails: 'ListObjectsV2',
        path: 'response.Contents[].Key.length',
      },
      {
        from: 'body: "${index}", if_none_match: "*"',
        to: 'body: "${index}"',
        group: 'Contention',
        fails: 'PutObject',
        path: 'all.length([?success])',
      },
    ],
  },
  {
    file: 'load.yaml',
    passed: { 'Under load': 2 },
    flaws: [
      {
        from: 'expected_result: { body: { size: 16KiB, seed: 7 } }',
        to: 'expected_result: { body: { size: 16KiB, seed: 8 } }',
        group: 'Under load',
        fails: 'null',
        path: 'load.error_rate',
      },
    ],
  },
  {
    file: 'language-tour.yaml',
    passed: { Steps: 60, Values: 20, Expectations: 13, 'Raw requests': 48, Fixtures: 13 },
    flaws: [
      {
        from: '{PartNumber: parameters.PartNumber, ETag: ETag}',
        to: '{PartNumber: parameters.PartNumber}',
        group: 'Steps',
        fails: 'CompleteMultipartUpload',
        path: 'success',
      },
      {
        from: 'seed: part 2 }',
        to: 'seed: part 3 }',
        group: 'Steps',
        fails: 'GetObject',
        path: 'body',
      },
      {
        from: 'content_md5: ${text|md5}',
        to: 'content_md5: ${greeting|md5}',
        group: 'Values',
        fails: 'PutObject',
        path: 'success',
      },
      {
        from: '$unordered: [m/c, m/b, m/a]',
        to: '$unordered: [m/c, m/b]',
        group: 'Expectations',
        fails: 'ListObjectsV2',
        path: 'response.Contents[].Key',
      },
      {
        from: 'chunks: { size: 65536, signature: { at: 1, flip: true } }',
        to: 'chunks: { size: 65536 }',
        group: 'Raw requests',
        fails: 'null',
        path: 'status_code',
      },
      {
        from: 'object_lock_mode: GOVERNANCE',
        to: 'object_lock_mode: null',
        group: 'Fixtures',
        fails: 'PutObject',
        path: 'success',
      },
    ],
  },
];

async function runExample(
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly results: Results }> {
  const { code, stdout, stderr } = await runInProcess(['run', file, '--quiet', '--format', 'json'], { env });
  expect(stderr).toBe('');
  return { code, results: JSON.parse(stdout) as Results };
}

function countPassed({ results }: Results): Record<string, number> {
  const passed: Record<string, number> = {};
  for (const { http, status, group_name, load } of results) {
    if ((http.length > 0 || load !== undefined) && status === 'pass') {
      passed[group_name] = (passed[group_name] ?? 0) + 1;
    }
  }
  return passed;
}

async function plant({ file, from, to }: Flaw, example: string): Promise<string> {
  const folder = await makeFolder();
  await cp(path.join(repository, 'examples'), folder, { recursive: true });
  const flawed = path.join(folder, file ?? example);
  const text = await readFile(flawed, 'utf8');
  expect(text).toContain(from);
  await writeFile(flawed, text.replace(from, to));
  return path.join(folder, example);
}

describe.each(examples)('$file', ({ file, passed, flaws, env }) => {
  test('passes on the embedded server', async () => {
    const { code, results } = await runExample(path.join('examples', file));
    expect(results.results.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(countPassed(results)).toEqual(passed);
    expect(code).toBe(0);
  });

  test.each(flaws)('fails with "$to" for "$from"', async (flaw) => {
    const { code, results } = await runExample(await plant(flaw, file), env);
    const failed = results.results.filter(({ status }) => status === 'fail');
    const found = failed.flatMap(({ group_name, operation_name, mismatches }) =>
      mismatches.map(({ path }) => `${group_name}: ${operation_name}: ${path}`),
    );
    expect(found).toContain(`${flaw.group}: ${flaw.fails}: ${flaw.path}`);
    expect(new Set(failed.map(({ group_name }) => group_name))).toEqual(new Set([flaw.group]));
    expect(code).toBe(1);
  });
});
