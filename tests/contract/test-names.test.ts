import { existsSync } from 'node:fs';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.js';

/** The source file that a unit test is named for: those of `src/` stand in it without that folder. */
function sourceOf(unitTest: string): string {
  const name = unitTest.replace(/^tests\/unit\//, '').replace(/\.test\.ts$/, '');
  return name.startsWith('scripts/') ? `${name}.js` : `src/${name}.ts`;
}

test('every unit test stands in the folder and has the name of the source file that it tests', async () => {
  const unitTests = await glob('tests/unit/**/*.test.ts', { cwd: repository });
  const sources = unitTests.map(sourceOf);
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((source) => !existsSync(path.join(repository, source)))).toEqual([]);
});
