import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { leftOut } from '../../scripts/suite/left-out.js';
import { fileReader } from '../../src/app/file-reader.js';
import { baseId, loadSuite, type SuiteCase } from '../../src/conformance/index.js';
import { matchesCase } from '../../src/runner/plan/selection.js';
import { faults } from '../../src/server/index.js';
import { repository } from '../support/repository.js';

const suiteFolder = path.join(repository, 'suite');
const folder = path.join(suiteFolder, 'baselines');

interface Baseline {
  readonly known: readonly { readonly case: string; readonly verdict: string; readonly reason: string }[];
}

let cases: readonly SuiteCase[] = [];

beforeAll(async () => {
  const { suite } = await loadSuite(suiteFolder, fileReader, {});
  cases = suite?.cases ?? [];
  expect(cases.length).toBeGreaterThan(300);
});

const isSecurity = ({ tags }: SuiteCase) => tags.includes('security');

test('cases about who is let in have the tag security', () => {
  const areas = /^(?:signatures|policy|anonymous|post-form|acl|object\/anonymous)\//;
  const untagged = cases.filter((one) => areas.test(one.id) && !isSecurity(one));
  expect(untagged.map(({ id }) => id)).toEqual([]);
});

describe('of servers that others wrote', () => {
  test('every baseline has the verdicts of cases with the tag security, and nothing else of them', async () => {
    for (const file of await readdir(folder)) {
      const { known } = parse(await readFile(path.join(folder, file), 'utf8')) as Baseline;
      const guarded = known.filter((entry) =>
        cases.some((one) => isSecurity(one) && matchesCase(one.id, baseId(entry.case))),
      );
      expect([file, guarded.length > 20]).toEqual([file, true]);
      const telling = guarded.filter(
        ({ verdict, reason }) => reason !== `deviates: ${verdict}` && !reason.startsWith('not implemented'),
      );
      expect({ file, telling }).toEqual({ file, telling: [] });
    }
  });

  test('no baseline names a case of an area that is left out', async () => {
    const files = await readdir(folder);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const { known } = parse(await readFile(path.join(folder, file), 'utf8')) as Baseline;
      const areas = leftOut[path.basename(file, '.yaml')]?.areas ?? [];
      const named = cases.filter(({ id }) => known.some((entry) => matchesCase(id, entry.case)));
      const unwanted = named.filter((one) => areas.some((area) => one.id.startsWith(`${area}/`)));
      expect({ file, unwanted: unwanted.map(({ id }) => id) }).toEqual({ file, unwanted: [] });
    }
  });

  test('what is left out are whole areas or topics of the suite', () => {
    for (const { areas } of Object.values(leftOut)) {
      for (const area of areas) {
        expect(area).toMatch(/^[a-z-]+(?:\/[a-z-]+)?$/);
        expect(cases.some(({ id }) => id.startsWith(`${area}/`) && id !== area)).toBe(true);
      }
    }
  });
});

test('a fault that lets somebody in links to no report', async () => {
  const caught = path.join(repository, 'tests', 'mutants', 'caught-by.yaml');
  const caughtBy = parse(await readFile(caught, 'utf8')) as Readonly<Record<string, string>>;
  // These lose or keep bytes or a field of a refusal, and the case that notices is about a signed request by chance.
  const harmless = new Set(['chunk-framing-stored', 'bad-chunk-unnumbered']);
  const security = new Set(cases.filter(isSecurity).map(({ id }) => id));
  const linked = faults.filter(
    ({ name, seenIn }) => seenIn !== undefined && !harmless.has(name) && security.has(caughtBy[name] ?? ''),
  );
  expect(linked.map(({ name }) => name)).toEqual([]);
});
