import { expect, test } from 'vitest';
import { withConfigured } from '../../../../src/cli/actions/with-configured.js';
import type { ConformanceOptions } from '../../../../src/cli/commands/conformance.js';

const configured = {
  level: ['core'],
  feature: ['tagging'],
  case: ['object/**'],
  baseline: 'known.yaml',
  exact: true,
  flaky: 2,
} as const;
const none: ConformanceOptions = { color: true, preflight: true };

test('without options, the configuration chooses', () => {
  expect(withConfigured(none, configured)).toEqual({ ...none, ...configured });
  expect(withConfigured(none, { ...configured, exact: false })).not.toHaveProperty('exact');
  expect(withConfigured(none)).toEqual(none);
});

test.each([{ case: ['bucket/**'] }, { tag: ['smoke'] }, { rerunFailed: 'results.json' }])(
  'an option that chooses takes the place of all that the configuration chooses: %j',
  (option) => {
    expect(withConfigured({ ...none, ...option }, configured)).toEqual({
      ...none,
      baseline: 'known.yaml',
      exact: true,
      flaky: 2,
      ...option,
    });
  },
);

test('every other option wins over its key alone', () => {
  const options = withConfigured({ ...none, baseline: 'other.yaml', flaky: 1 }, configured);
  expect(options).toMatchObject({ baseline: 'other.yaml', flaky: 1, exact: true, feature: ['tagging'] });
});
