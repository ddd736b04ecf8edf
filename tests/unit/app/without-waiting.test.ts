import { expect, test } from 'vitest';
import { withoutWaiting } from '../../../src/app/without-waiting.js';

test('cases wait for what they need, and not for what the list of features says they look at beside it', () => {
  const one = {
    ...{ id: 'a/b', title: null, feature: 'copy', level: 'core' as const, reference: null, provenance: null },
    ...{ records: [], peers: [], tags: [], operations: [], parameters: [], file: '' },
  };
  const suite = {
    features: [{ name: 'copy' }, { name: 'metadata', beside: true }, { name: 'versioning', beside: false }],
    cases: [{ ...one, needs: ['metadata', 'versioning'] }],
  };
  const [changed] = withoutWaiting(suite).cases;
  expect(changed?.needs).toEqual(['versioning']);
  expect(suite.cases[0]?.needs).toEqual(['metadata', 'versioning']);
});
