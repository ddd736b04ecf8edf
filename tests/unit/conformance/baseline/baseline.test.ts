import { expect, test } from 'vitest';
import { readBaseline } from '../../../../src/conformance/index.js';

test('an entry without a reason, with an unknown verdict or key is an error with its place', async () => {
  const text =
    'known:\n  - { case: a/one, verdict: broken }\n  - { case: a/two, verdict: fail, reason: r, lnk: x }\n';
  const { baseline, diagnostics } = await readBaseline({ name: 'known.yaml', text });
  expect(baseline).toBeNull();
  expect(diagnostics.map(({ code }) => code).sort()).toEqual(['missing-key', 'unknown-key', 'wrong-value']);
});

test.each([
  ['until: soon', '"soon" is not a date'],
  ['until: 2027-02-30', '"2027-02-30" is not a date'],
  ['flaky: true', 'a flaky entry needs a link'],
])('an entry with %s is an error with its place', async (facts, message) => {
  const text = `known:\n  - { case: a/one, verdict: fail, reason: r }\n  - { case: a/two, verdict: fail, reason: r, ${facts} }\n`;
  const { baseline, diagnostics } = await readBaseline({ name: 'known.yaml', text });
  expect(baseline).toBeNull();
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message).toContain(message);
  expect(text.slice(diagnostics[0]?.at?.start)).toMatch(/^\{ case: a\/two/);
});
