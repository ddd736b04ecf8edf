import path from 'node:path';
import { expect, test } from 'vitest';
import { definitionsOf } from '../../../src/conformance/define-case.js';
import { loadSuite } from '../../../src/conformance/index.js';
import { guardedSuite } from '../../support/guarded-suite.js';
import { makeReader } from '../../support/memory-reader.js';

const ids = ['object/plain/round-trip', 'object/plain/never-right', 'guard/doors/open-door'];

async function definitions(change: (text: string, name: string) => string = (text) => text) {
  const files = Object.entries(guardedSuite).map(([name, text]) => [`/${name}`, change(text, name)]);
  const { suite, diagnostics } = await loadSuite('/suite', makeReader(Object.fromEntries(files)), {});
  if (!suite) {
    throw new Error(JSON.stringify(diagnostics));
  }
  const made = definitionsOf(suite);
  return { common: made.common, cases: ids.map((id) => made.of(id)), unknown: made.of(path.join('a', 'b')) };
}

const changed = async (change: Parameters<typeof definitions>[0]) => {
  const [before, after] = [await definitions(), await definitions(change)];
  return {
    common: before.common !== after.common,
    cases: ids.filter((_, index) => before.cases[index] !== after.cases[index]),
  };
};

test('each case has a hash of its own, and one that is not there has none', async () => {
  const { common, cases, unknown } = await definitions();
  expect(new Set([common, ...cases]).size).toBe(4);
  expect(cases.every((one) => /^[\da-f]{64}$/.test(one ?? ''))).toBe(true);
  expect(unknown).toBeUndefined();
});

test('comments and empty lines change nothing', async () => {
  expect(await changed((text) => `# a comment\n\n${text}`)).toEqual({ common: false, cases: [] });
});

test('what a case expects changes this case, and what stands around it all cases of its file', async () => {
  expect(await changed((text) => text.replace('body: two', 'body: three'))).toEqual({
    common: false,
    cases: ['object/plain/never-right'],
  });
  expect(
    await changed((text) =>
      text.replace('feature: objects, level: core', 'feature: objects, level: extended'),
    ),
  ).toEqual({ common: false, cases: ['object/plain/round-trip', 'object/plain/never-right'] });
});

test('a probe changes what all cases share', async () => {
  expect(
    await changed((text) =>
      text.replace('probe: object/plain/round-trip', 'probe: object/plain/never-right'),
    ),
  ).toEqual({ common: true, cases: [] });
});
