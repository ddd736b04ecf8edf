import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResults } from '../../../../src/results/read.js';
import { resultsSchema } from '../../../../src/results/schema/json-schema.js';
import { changeAt, fits, type Place, placesIn } from '../../../support/schema-places.js';
import { writtenResults } from '../../../support/written-results.js';

const schema = resultsSchema();
// It has everything that a result may hold; tests/contract/results-schema.test.ts makes sure of that.
const text = await writtenResults('conformance');
const places = placesIn(schema, JSON.parse(text)).filter(({ path }) => path[0] !== 'result_format');

/** The same text with another value at a place, or with none there for undefined. */
function changed(path: Place['path'], value?: unknown): string {
  const data: unknown = JSON.parse(text);
  changeAt(data, path, () => value);
  return JSON.stringify(data);
}

function pathText(path: Place['path']): string {
  const parts = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`));
  return parts.join('').slice(1);
}

function whatIsTold(changedText: string): string {
  const read = readResults(changedText, 'a.json');
  expect(read).toMatchObject({ problem: { code: 'wrong-shape', file: 'a.json' } });
  return 'problem' in read ? read.problem.message : '';
}

const values = [null, true, 5, 'nonsense', [], {}] as const;

test('a value of another type, wherever it stands, is an error that names its place', () => {
  const wrong = places.flatMap((place) =>
    values.filter((value) => !fits(place.schema, value, schema)).map((value) => ({ place, value })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...wrong), ({ place: { path }, value }) => {
      const told = whatIsTold(changed(path, value));
      expect(told).toContain(`a.json is not a complete result file: ${pathText(path)} must be `);
      expect(told).toMatch(/, found (null|true|5|"nonsense"|a list|an object)$/);
    }),
    { numRuns: 300 },
  );
});

test('a field that is missing, wherever it belongs, is an error that names its place', () => {
  const required = places.filter(({ isRequired }) => isRequired);
  fc.assert(
    fc.property(fc.constantFrom(...required), ({ path }) => {
      const told = whatIsTold(changed(path));
      expect(told).toContain(
        `a.json is not a complete result file: ${pathText(path)} is missing; it must be `,
      );
      expect(told).not.toMatch(/invalid/i);
    }),
    { numRuns: 300 },
  );
});

test('a field that may be missing may be missing', () => {
  const optional = places.filter(({ isRequired, owner }) => !isRequired && owner !== null);
  fc.assert(
    fc.property(fc.constantFrom(...optional), ({ path }) => {
      const changedText = changed(path);
      expect(readResults(changedText, 'a.json')).toEqual({ results: JSON.parse(changedText) });
    }),
  );
});
