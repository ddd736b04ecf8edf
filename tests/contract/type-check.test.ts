import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.js';

const execute = promisify(execFile);
const compiler = path.join(repository, 'node_modules', 'typescript', 'bin', 'tsc');

/** Every file that a compiler could check, generated ones left out. */
const sources = await glob('**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}', {
  cwd: repository,
  dot: true,
  ignore: ['**/node_modules/**', '.git/**', 'dist/**', 'coverage/**'],
});

/** The projects that `npm run typecheck` checks. */
async function checkedProjects(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8'));
  return [...String(scripts.typecheck).matchAll(/\btsc -p (\S+)/g)].map(([, project = '']) => project);
}

async function askCompiler(project: string, question: string): Promise<string> {
  const words = [compiler, '-p', project, question];
  const { stdout } = await execute(process.execPath, words, { cwd: repository, maxBuffer: 2 ** 24 });
  return stdout;
}

test('`npm run typecheck` checks every source file, and JavaScript as strictly as TypeScript', async () => {
  const checked = new Set<string>();
  for (const project of await checkedProjects()) {
    const { compilerOptions } = JSON.parse(await askCompiler(project, '--showConfig'));
    expect(compilerOptions, project).toMatchObject({ strict: true, allowJs: true, checkJs: true });
    for (const file of (await askCompiler(project, '--listFilesOnly')).trim().split(/\r?\n/)) {
      checked.add(path.relative(repository, file).replaceAll(path.sep, '/'));
    }
  }
  expect(sources.filter((file) => !checked.has(file)).sort()).toEqual([]);
});

test('no source file is left out of the type check by a comment of its own', async () => {
  const texts = await Promise.all(
    sources.map(async (file) => ({ file, text: await readFile(path.join(repository, file), 'utf8') })),
  );
  const silenced = texts.filter(({ text }) =>
    /^\s*(\/\/|\/?\*+)\s*@ts-(nocheck|ignore|expect-error)\b/m.test(text),
  );
  expect(sources.length).toBeGreaterThan(500);
  expect(silenced.map(({ file }) => file)).toEqual([]);
});
