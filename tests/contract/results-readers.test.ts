import fc from 'fast-check';
import { expect, test } from 'vitest';
import { updateBaseline } from '../../src/conformance/baseline/update-baseline.js';
import {
  checkBaseline,
  conformanceExitCode,
  failedCases,
  readBaseline,
  scoreCases,
} from '../../src/conformance/index.js';
import { formats, report } from '../../src/reporting/index.js';
import { exitCode } from '../../src/results/exit-code.js';
import { mergeResults } from '../../src/results/merge.js';
import { readResults } from '../../src/results/read.js';
import { resultsSchema } from '../../src/results/schema/json-schema.js';
import type { Results } from '../../src/results/types.js';
import { changeAt, fits, type Place, placesIn } from '../support/schema-places.js';
import { writtenResults } from '../support/written-results.js';

const schema = resultsSchema();
const text = await writtenResults('conformance');
const places = placesIn(schema, JSON.parse(text));
const { baseline } = await readBaseline({
  name: 'baseline.yaml',
  text: 'known: [ { case: object/put/**, verdict: wrong-result, reason: known } ]',
});
if (!baseline) {
  throw new Error('the baseline of this test is none');
}
const known = baseline;

/** Everything that is done with results that are read. */
function useEverywhere(results: Results): void {
  const names = Object.keys(formats) as (keyof typeof formats)[];
  for (const name of names) {
    expect(report(name, results, { verbose: true })).not.toBe('');
  }
  const checked = checkBaseline(results, known, 'baseline.yaml', [], '2026-11-30');
  expect(conformanceExitCode(checked)).toBeTypeOf('number');
  expect(exitCode(results)).toBeTypeOf('number');
  expect(updateBaseline('', results)).toContain('known:');
  expect(failedCases(results)).toBeInstanceOf(Set);
  expect(scoreCases(results.cases)).toHaveProperty('levels');
  // Two cases may have got one id, which cannot be joined.
  const merged = mergeResults([{ file: 'a.json', results }]);
  expect('results' in merged || merged.problem.code === 'conflict').toBe(true);
}

const scalars = [null, false, true, 0, -1, 0.5, 1e300, '', 'nonsense', '\u0000\ud800\n| <'];
const others = [[], {}, [[{}]], { a: [null] }];

/** Values that may stand at a place: those that say nothing wrong of what is inside of them. */
function oddValues({ schema: own }: Place): readonly unknown[] {
  const isOpen = !own.$ref && !own.allOf && !own.anyOf && !own.items && !own.additionalProperties;
  return [...scalars, ...(isOpen ? others : [])].filter((value) => fits(own, value, schema));
}

test('whatever a file may hold, nothing that uses results fails on it', () => {
  const odd = places.flatMap((place) => oddValues(place).map((value) => ({ place, value })));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...odd), { minLength: 1, maxLength: 40 }), (changes) => {
      const data: unknown = JSON.parse(text);
      for (const { place, value } of changes) {
        changeAt(data, place.path, () => value);
      }
      const read = readResults(JSON.stringify(data), 'a.json');
      expect(read).toHaveProperty('results');
      if ('results' in read) {
        useEverywhere(read.results);
      }
    }),
    { numRuns: 60 },
  );
});
