import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.js';

const page = await readFile(path.join(repository, 'docs', 'architecture.md'), 'utf8');
const quoted = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);

/** A file or a folder as the page names it: from the root of the repository on, or from `src/`. */
function find(name: string): string | undefined {
  return ['', 'src'].map((folder) => path.join(repository, folder, name)).find(existsSync);
}

test('every path that the page names is there', () => {
  const words = quoted.flatMap((text) => text.split(' '));
  const paths = words.filter(
    (word) => /^[\w.-]+\/[\w./-]*$/.test(word) || /\.(?:ts|js|json|md|yaml)$/.test(word),
  );
  expect(paths.length).toBeGreaterThan(150);
  expect(paths.filter((name) => find(name) === undefined)).toEqual([]);
});

test('every name is exported by the file that the page says it is in', async () => {
  const pairs = [...page.matchAll(/`(\w+)` in `([\w./-]+\.ts)`/g)].map(([, name = '', file = '']) => ({
    name,
    file,
  }));
  expect(pairs.length).toBeGreaterThan(8);
  for (const { name, file } of pairs) {
    const text = await readFile(find(file) ?? expect.fail(`there is no ${file}`), 'utf8');
    expect(text, file).toMatch(new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, 'm'));
  }
});

test('every script that the page runs is one of the package', async () => {
  const { scripts } = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = quoted.flatMap((text) => /^npm run (\S+)/.exec(text)?.[1] ?? []);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
