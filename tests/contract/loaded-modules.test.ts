import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runCommand } from '../support/run-command.js';

/** The modules in each chunk of the command, as the build wrote them down. */
const chunks = JSON.parse(
  await readFile(path.join(repository, 'dist', 'bundle', 'chunks.json'), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

/**
 * The modules that a command loads: `dist/…` of this package, and the names of other packages; of a chunk those that are
 * in it.
 */
async function modulesOf(words: readonly string[]): Promise<readonly string[]> {
  const file = path.join(await makeFolder(), 'modules');
  const noting = new URL('../support/note-modules.js', import.meta.url);
  const { code, stderr } = await runCommand(words, {
    env: { NODE_OPTIONS: `--import ${noting}`, LOADED_MODULES_FILE: file },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const loaded = (await readFile(file, 'utf8')).replaceAll('\\', '/').split('\n');
  const lines = loaded.flatMap((line) => {
    const chunk = /\/dist\/bundle\/(.*)/.exec(line)?.[1];
    return chunk === undefined ? [line] : (chunks[chunk] ?? []).map((module) => `/${module}`);
  });
  const names = lines.map(
    (line) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(line)?.[1] ?? /\/(dist\/.*)/.exec(line)?.[1],
  );
  return [...new Set(names.filter((name) => name !== undefined))];
}

const sdk = /^@aws-sdk\/client-s3$/;
const yaml = /^yaml$/;
const zod = /^zod$/;
const runner = /^dist\/runner\/steps\//;
const driver = /^dist\/s3\/(?!credentials\/)/;
const width = /^(string-width|get-east-asian-width)$/;
const diff = /^diff$/;
const server = /^dist\/server\/(?!application\/options\.js)/;

test.each<readonly [command: string, needs: readonly RegExp[], others: readonly RegExp[]]>([
  ['--help', [], [sdk, yaml, zod, runner, driver, server, width, diff, /^dist\/config\//]],
  ['list cases', [sdk], [yaml, zod, runner, driver, server, width, diff]],
  ['validate examples/basic-config.yaml', [sdk, yaml], [zod, runner, driver, server, width, diff]],
  ['run --quiet examples/basic-config.yaml', [sdk, runner, driver, server], [zod, width]],
  ['conformance --dry-run', [sdk, runner], [yaml, zod]],
  ['conformance --dry-run --suite tests/support/mini-suite', [sdk, yaml], []],
])('%s loads what it needs and no more', async (command, needs, others) => {
  const modules = await modulesOf(command.split(' '));
  const found = (patterns: readonly RegExp[]) =>
    patterns.filter((pattern) => modules.some((name) => pattern.test(name)));
  expect(modules).toContain('dist/cli/main.js');
  expect(found(needs)).toEqual(needs);
  expect(found(others)).toEqual([]);
});
