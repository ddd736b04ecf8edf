import { expect, test } from 'vitest';
import { judge } from '../../../../../scripts/applications/lib/judge.js';
import { askedFor } from '../../../../../scripts/applications/lib/requirements.js';
import { anExchange, aStep } from './samples.js';

const clean = [anExchange('GetObject', { range: 'bytes=0-9' }), anExchange('HeadObject')];
const asked = askedFor(clean);
const need = (id: string) => {
  const found = asked.find((one) => one.id === id);
  if (found === undefined) {
    throw new Error(`${id} is not asked for`);
  }
  return found;
};

test('passes where the job came to its end with the same operations', () => {
  const run = { steps: [aStep('reads')], exchanges: [...clean, ...clean] };
  expect(judge(need('range-ignored'), run, clean)).toEqual({ happened: 'passes' });
});

test('works round it with other operations, and always where one was refused', () => {
  const others = { steps: [aStep('reads')], exchanges: [...clean, anExchange('ListObjectsV2')] };
  expect(judge(need('range-ignored'), others, clean)).toEqual({ happened: 'works round it' });
  const same = { steps: [aStep('reads')], exchanges: clean };
  expect(judge(need('not-implemented=HeadObject'), same, clean)).toEqual({ happened: 'works round it' });
});

test.each([
  ['error', 'fails loudly'],
  ['wrong', 'loses data silently'],
  ['late', 'keeps trying'],
] as const)('a step that ended %s: %s', (ended, happened) => {
  const run = { steps: [aStep('writes'), { name: 'reads', ended, why: 'so' }], exchanges: clean };
  expect(judge(need('range-ignored'), run, clean)).toEqual({ happened, step: 'reads', why: 'so' });
});

test('says so where nothing asked for it this time', () => {
  const run = { steps: [aStep('reads')], exchanges: [anExchange('GetObject'), anExchange('HeadObject')] };
  expect(judge(need('range-ignored'), run, clean)).toEqual({ happened: 'not asked for' });
});
