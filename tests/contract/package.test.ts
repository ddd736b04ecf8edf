import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
}

async function packedFiles(): Promise<readonly string[]> {
  const { stdout } = await execute('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  const packages = JSON.parse(stdout) as { files: { path: string }[] }[] | Record<string, never>;
  const [packed] = Object.values(packages);
  return packed?.files.map((file) => file.path) ?? [];
}

test('the package holds what a user needs and nothing of the workshop', async () => {
  const files = await packedFiles();
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      'llms.txt',
      'bin/s3tester.js',
      'dist/bundle/LICENSES.txt',
      'dist/bundle/main.js',
      'dist/cli/main.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/suite.json',
      'man/s3tester.1',
      'schema/s3tester.schema.json',
      'schema/s3tester-results.schema.json',
      'schema/s3tester-profile.schema.json',
      'profiles/restic.yaml',
      'schema/operations.json',
      'schema/operations-enums.json',
      'examples/basic-config.yaml',
      'docs/configuration.md',
    ]),
  );
  const strangers = files.filter(
    (file) => !/^(bin|dist|docs|examples|man|profiles|schema|suite)\/|^[^/]+$/.test(file),
  );
  expect(strangers).toEqual([]);
  expect(files).not.toContain('dist/bundle/chunks.json');
  expect(files.filter((file) => /\.test\.|\.tgz$|^\.|tsconfig|biome/.test(file))).toEqual([]);
});

test('the package has no script that npm would run, or ask about, where it is installed', async () => {
  const { scripts } = await readManifest();
  const installing = /^(?:pre|post)?(?:install|prepare|prepublish)$/;
  expect(Object.keys(scripts).filter((name) => installing.test(name))).toEqual([]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['dependencies', 'prepack']));
});

test('every entry of the package can be imported by its name and has types', async () => {
  const { exports } = await readManifest();
  const modules = Object.entries(exports).filter(([, target]) => typeof target === 'object');
  expect(modules.map(([name]) => name)).toEqual([
    '.',
    './core',
    './conformance',
    './config',
    './operations',
    './reporting',
    './server',
  ]);
  const names = modules.map(([name]) => `s3tester${name.slice(1)}`);
  const script = `for (const name of ${JSON.stringify(names)}) console.log(name, Object.keys(await import(name)).length);`;
  const { stdout, stderr } = await execute(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
  });
  expect(stderr).toBe('');
  const counts = stdout.trim().split('\n');
  expect(counts.map((line) => line.split(' ')[0])).toEqual(names);
  for (const line of counts) {
    expect(Number(line.split(' ')[1]), line).toBeGreaterThan(0);
  }
  for (const [name, target] of modules) {
    if (typeof target === 'string') {
      continue;
    }
    expect((await stat(path.join(root, target.types))).isFile(), name).toBe(true);
  }
});

test('every schema of the package is JSON', async () => {
  const { exports } = await readManifest();
  const schemas = Object.entries(exports).filter(([name]) => name.endsWith('schema.json'));
  expect(schemas.map(([name]) => name)).toEqual([
    './schema.json',
    './results-schema.json',
    './profile-schema.json',
  ]);
  for (const [name, target] of schemas) {
    const schema: unknown = JSON.parse(await readFile(path.join(root, String(target)), 'utf8'));
    expect(schema, name).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
    });
  }
});

test('docs/dependencies.md gives the reason of every runtime dependency, and of no other', async () => {
  const { dependencies } = await readManifest();
  const text = await readFile(path.join(root, 'docs', 'dependencies.md'), 'utf8');
  const [runtime = ''] = text.split('## For development');
  const explained = [...runtime.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(explained.sort()).toEqual(Object.keys(dependencies).sort());
});

test('no text tells to take s3tester from a registry, where it is not', async () => {
  const patterns = ['*.md', 'llms.txt', 'action.yml', 'docs/*.md', 'examples/**/*.yaml', 'deploy/**/*'];
  const names = await glob(patterns, { cwd: root, ignore: 'CHANGELOG.md' });
  expect(names.length).toBeGreaterThan(30);
  const fromRegistry =
    /\bnpm (?:i|install|exec)\b[^`\n]* s3tester(?![-\w])|\bnpx (?:-\S+ )*s3tester@|\bnpx s3tester\b/g;
  const told = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(root, name), 'utf8');
      return (text.match(fromRegistry) ?? []).map((words) => `${name}: ${words}`);
    }),
  );
  // In a clone, `npx s3tester` is the command of the clone.
  const inClone = /^(?:README|CONTRIBUTING|docs\/install)\.md: npx s3tester$/;
  expect(told.flat().filter((words) => !inClone.test(words))).toEqual([]);
});
