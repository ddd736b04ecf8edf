import { expect, test } from 'vitest';
import { bodyForm } from '../../../src/lib/body-form.js';
import { type Mention, reportTo, type ValueProblem } from '../../../src/lib/fields/report.js';
import { unknownValue } from '../../../src/lib/unknown-value.js';

function check(form: unknown): { problems: readonly string[]; mentions: readonly Mention[] } {
  const problems: ValueProblem[] = [];
  const mentions: Mention[] = [];
  bodyForm.check(form, reportTo(problems, mentions, 'body'));
  return { problems: problems.map(({ path, message }) => [...path, message].join(': ')), mentions };
}

test.each<readonly [form: unknown, read: unknown]>([
  ['é', { kind: 'bytes', bytes: Buffer.from('é') }],
  [42, { kind: 'bytes', bytes: Buffer.from('42') }],
  [null, { kind: 'bytes', bytes: Buffer.from('') }],
  ['file://./a', { kind: 'file', reference: 'file://./a' }],
  [{ base64: '/wA=' }, { kind: 'bytes', bytes: Buffer.from([255, 0]) }],
  [{ zeros: '1KiB' }, { kind: 'zeros', size: 1024 }],
  [{ size: 10 }, { kind: 'generated', seed: '0', offset: 0, size: 10 }],
  [
    { size: '10', seed: 7, range: [2, 4] },
    { kind: 'generated', seed: '7', offset: 2, size: 3 },
  ],
  [
    { seed: 7, range: [2, 4] },
    { kind: 'generated', seed: '7', offset: 2, size: 3 },
  ],
  [
    { size: 10, range: [8] },
    { kind: 'generated', seed: '0', offset: 8, size: 2 },
  ],
  [
    { concat: ['a', { zeros: 1 }] },
    {
      kind: 'concat',
      parts: [
        { kind: 'bytes', bytes: Buffer.from('a') },
        { kind: 'zeros', size: 1 },
      ],
    },
  ],
])('the form %j is right, and read', (form, read) => {
  expect(check(form).problems).toEqual([]);
  expect(bodyForm.read(form, {})).toEqual(read);
});

test.each<readonly [form: unknown, problem: string | RegExp]>([
  [['a list'], /A body is text/],
  [{}, /a body needs one of the keys base64/],
  [{ siez: 1 }, /siez: body has no key "siez"/],
  [{ size: 'big' }, /size: A size is a whole number/],
  [{ zeros: -1 }, /zeros: A size/],
  [{ seed: 1 }, /needs its size or a range/],
  [{ base64: 5 }, /base64: base64 is text/],
  [{ range: [0, 'end'] }, /range is \[first, last\]/],
  [{ range: [5, 1] }, /range is \[first, last\]/],
  [{ range: [0] }, /range is \[first, last\]/],
  [{ concat: 'a' }, /concat is a list/],
  [{ concat: [{ size: 'big' }] }, /concat: 0: size: A size/],
])('the form %j is wrong', (form, problem) => {
  const { problems } = check(form);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(problem);
});

test('what only the run knows may stand anywhere, and a file is told of', () => {
  expect(check({ size: unknownValue, seed: 1, range: [0, unknownValue] }).problems).toEqual([]);
  expect(check(unknownValue).problems).toEqual([]);
  expect(check({ concat: ['a', 'file://b'] }).mentions).toEqual([
    { kind: 'file', name: 'file://b', path: ['concat', 1] },
  ]);
});
