import { AssertionError } from 'node:assert';
import { expect, test } from 'vitest';
import {
  collectSteps,
  JobStopped,
  OutOfTime,
  runJobProgram,
} from '../../../../../scripts/applications/lib/steps.js';
import type { Place } from '../../../../../scripts/applications/lib/types.js';

const asIs = (text: string) => text;
const fail = (error: unknown) => () => Promise.reject(error);

test.each([
  ['wrong', new AssertionError({ message: 'one is missing' }), 'one is missing'],
  ['error', new Error('refused'), 'refused'],
  ['late', new OutOfTime('not at its end'), 'not at its end'],
] as const)('ends %s, and stops the job', async (ended, error, why) => {
  const { steps, step } = collectSteps(asIs);
  await step('writes', async () => {});
  await expect(step('reads', fail(error))).rejects.toBeInstanceOf(JobStopped);
  expect(steps).toEqual([
    { name: 'writes', ended: 'ok', why: '' },
    { name: 'reads', ended, why },
  ]);
});

test('says why in one short line without colours, masked', async () => {
  const { steps, step } = collectSteps((text) => text.replace('/tmp/x', 'FOLDER'));
  const text = `\x1b[31mno file\x1b[0m\n  /tmp/x ${'long '.repeat(100)}`;
  await expect(step('reads', fail(new Error(text)))).rejects.toThrow();
  expect(steps[0]?.why).toMatch(/^no file FOLDER long .*…$/);
  expect(steps[0]?.why.length).toBeLessThan(200);
});

test('leaves out of the reason what differs from run to run', async () => {
  const { steps, step } = collectSteps(asIs);
  const text =
    'at 2026-11-30T22:15:29.000Z, 2026/11/30 22:15:29 after 465.52ms, ?uploadId=a_b-c, ' +
    'part-4bb4b5f8-0c3b-4d7b-9d0e-0123456789ab, Request ID: 540949460000000D';
  await expect(step('reads', fail(new Error(text)))).rejects.toThrow();
  expect(steps[0]?.why).toBe('at TIME, TIME after SOME TIME, ?uploadId=ID, part-ID, Request ID: ID');
});

const printing = (stdout: string, status = 0) => {
  const seen = async () => ({ status, stdout, output: stdout });
  return { env: {}, observe: seen } as unknown as Place;
};

test('takes the steps of a program from its lines', async () => {
  const { steps, step } = collectSteps(asIs);
  const place = printing('noise\nok writes\nwrong reads: 3 rows: not 4\n', 1);
  await expect(runJobProgram('job', [], place, step)).rejects.toBeInstanceOf(JobStopped);
  expect(steps).toEqual([
    { name: 'writes', ended: 'ok', why: '' },
    { name: 'reads', ended: 'wrong', why: '3 rows: not 4' },
  ]);
});

test.each([
  ['ends badly without having said why', 'ok writes\n', 3],
  ['says nothing at all', '', 0],
])('a program that %s has failed', async (_, stdout, status) => {
  const { steps, step } = collectSteps(asIs);
  await expect(runJobProgram('job', [], printing(stdout, status), step)).rejects.toBeInstanceOf(JobStopped);
  expect(steps.at(-1)).toMatchObject({ name: 'comes to its end', ended: 'error' });
});
