import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const everything = [
  'lib',
  'config',
  'operations',
  's3',
  'runner',
  'expectations',
  'results',
  'conformance',
  'reporting',
  'server',
];

/** Which modules each module may import from; CONTRIBUTING.md says the same in words. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  server: [],
  operations: ['lib'],
  results: ['lib'],
  expectations: ['lib', 'operations', 'results'],
  reporting: ['lib', 'results'],
  config: ['lib', 'operations', 'expectations', 'results'],
  s3: ['lib', 'operations', 'results'],
  runner: ['lib', 'config', 'operations', 's3', 'expectations', 'results'],
  conformance: ['lib', 'config', 'operations', 'runner', 'results', 'expectations'],
  app: everything,
  cli: [...everything, 'app'],
};
const modules = Object.keys(allowed);

interface Finding {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

let folder: string;
let findings: readonly Finding[];

/** Lints a tree in which every module imports every other: one import a line, in a file at the top and in one below. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 's3tester-modules-'));
  await copyFile(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
  await writeFile(path.join(folder, '.gitignore'), 'node_modules/\n');
  for (const module of modules) {
    const others = modules.filter((other) => other !== module);
    await writeSource(
      `src/${module}/top.ts`,
      others.map((other) => `../${other}/index.js`),
    );
    await writeSource(
      `src/${module}/inner/below.ts`,
      others.map((other) => `../../${other}/inner/below.js`),
    );
  }
  await writeSource('src/runner/egg.ts', ['./hen.js', '@smithy/core/schema']);
  await writeSource('src/runner/hen.ts', ['./egg.js']);
  findings = await lint(folder);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeSource(name: string, imports: readonly string[]): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, imports.map((from, index) => `export * as n${index} from '${from}';\n`).join(''));
}

function lint(cwd: string): Promise<readonly Finding[]> {
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout) => {
      if (stdout === '') {
        reject(error);
      } else {
        resolve((JSON.parse(stdout) as { diagnostics: readonly Finding[] }).diagnostics);
      }
    });
  });
}

function linesOf(category: string, file: string): readonly number[] {
  return findings
    .filter((finding) => finding.category.endsWith(`/${category}`) && finding.location.path === file)
    .map(({ location }) => location.start.line)
    .sort((a, b) => a - b);
}

test('the table names every module there is', async () => {
  const entries = await readdir(path.join(root, 'src'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(modules).toEqual(expect.arrayContaining(folders));
});

test.each(modules)('%s may import exactly the modules it is allowed', (module) => {
  const others = modules.filter((other) => other !== module);
  const forbidden = others.flatMap((other, index) =>
    (allowed[module] ?? []).includes(other) ? [] : [index + 1],
  );
  for (const file of [`src/${module}/top.ts`, `src/${module}/inner/below.ts`]) {
    expect(linesOf('noRestrictedImports', file), file).toEqual(forbidden);
  }
});

test('a circle of imports is an error, and packages with a module’s name are none', () => {
  expect(linesOf('noImportCycles', 'src/runner/egg.ts')).toEqual([1]);
  expect(linesOf('noImportCycles', 'src/runner/hen.ts')).toEqual([1]);
  expect(linesOf('noRestrictedImports', 'src/runner/egg.ts')).toEqual([]);
});
