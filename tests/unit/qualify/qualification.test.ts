import { expect, test } from 'vitest';
import { qualificationExitCode, qualifySubject } from '../../../src/qualify/qualification.js';
import { makeClaim, makeEvidence, makeQualification, makeSubject } from '../../support/qualification.js';

test('a claim takes the evidence that it asks for, and no other', () => {
  const requires = {
    cases: ['object/put/*', 'object/get/rows[b]'],
    anyCase: false,
    existenceAlone: false,
    consistency: { workload: 'queue', durationMs: 1, clients: 1 },
    replay: '/p/job.yaml',
  };
  const all = [
    makeEvidence({ id: 'object/put/one' }),
    makeEvidence({ id: 'object/put/two[a]' }),
    makeEvidence({ id: 'object/get/rows[a]' }),
    makeEvidence({ id: 'object/get/rows[b]' }),
    makeEvidence({ id: 'object/head/one' }),
    makeEvidence({ kind: 'consistency', id: 'queue' }),
    makeEvidence({ kind: 'consistency', id: 'counter' }),
    makeEvidence({ kind: 'replay', id: '/p/job.yaml' }),
    makeEvidence({ kind: 'replay', id: '/p/other.yaml' }),
  ];
  const { requirements } = qualifySubject(makeSubject([makeClaim({ requires })]), all);
  expect(requirements[0]?.evidence.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'case object/put/one',
    'case object/put/two[a]',
    'case object/get/rows[b]',
    'consistency queue',
    'replay /p/job.yaml',
  ]);
});

test('an application with a setting for all that it lacks works with these settings, each named once', () => {
  const workaround = { setting: 'lock = off', text: 'It then does not lock.', cases: [] };
  const claims = [makeClaim({ workaround }), makeClaim({ id: 'again', workaround })];
  expect(qualifySubject(makeSubject(claims), [makeEvidence()])).toMatchObject({
    answer: 'works-with',
    settings: ['lock = off'],
    because: ['Two writers overwrite each other.', 'Two writers overwrite each other.'],
  });
});

test('the settings of one that loses data all the same are not offered', () => {
  const claims = [
    makeClaim({ workaround: { setting: 'a', text: 'b', cases: [] } }),
    makeClaim({ id: 'more' }),
  ];
  expect(qualifySubject(makeSubject(claims), [makeEvidence()])).toMatchObject({
    answer: 'unsafe',
    settings: [],
    because: ['Two writers overwrite each other.'],
  });
});

test('a setting helps only where what it needs itself holds', () => {
  const claims = [makeClaim({ workaround: { setting: 'a', text: 'b', cases: ['object/list/*'] } })];
  const answerWith = (...more: readonly ReturnType<typeof makeEvidence>[]) =>
    qualifySubject(makeSubject(claims), [makeEvidence(), ...more]).answer;
  expect(answerWith(makeEvidence({ id: 'object/list/a', outcome: 'met' }))).toBe('works-with');
  expect(answerWith(makeEvidence({ id: 'object/list/a', outcome: 'refused' }))).toBe('unsafe');
  expect(answerWith()).toBe('unsafe');
});

test('a case that ends at an operation that the server lacks and the application does not call says nothing', () => {
  const requires = { ...makeClaim().requires, cases: ['object/**'] };
  const refusedAt = (operation: string) => {
    const { exchange } = makeEvidence();
    return makeEvidence({
      outcome: 'refused',
      exchange: exchange && { ...exchange, operation, status: 501 },
    });
  };
  const answerOf = (...evidence: readonly ReturnType<typeof makeEvidence>[]) =>
    qualifySubject(makeSubject([makeClaim({ requires })]), evidence).answer;
  const met = makeEvidence({ id: 'object/put/two', outcome: 'met' });
  expect(answerOf(refusedAt('PutObject'), met)).toBe('does-not-work');
  expect(answerOf(refusedAt('ListParts'), met)).toBe('works');
  expect(answerOf(refusedAt('ListParts'))).toBe('not-decided');
});

test('where existence alone is asked for, a refusal is none of its business and a 404 is lost data', () => {
  const requires = { ...makeClaim().requires, existenceAlone: true };
  const answerOf = (status: number) => {
    const exchange = { operation: 'HeadObject', request: 'HEAD /', status, path: 'success' };
    const evidence = makeEvidence({
      outcome: 'refused',
      exchange: { ...exchange, expected: true, actual: false },
    });
    return qualifySubject(makeSubject([makeClaim({ requires })]), [evidence]).answer;
  };
  expect(answerOf(404)).toBe('unsafe');
  expect(answerOf(501)).toBe('works');
});

test('where nothing was tried, nothing is decided', () => {
  expect(qualifySubject(makeSubject(), [])).toMatchObject({ answer: 'not-decided' });
});

test('the exit code: an interruption, then what does not work, then what was in the way', () => {
  const met = makeQualification(undefined, [makeEvidence({ outcome: 'met' })]);
  expect(qualificationExitCode(met)).toBe(0);
  expect(qualificationExitCode({ ...met, problems: ['a bucket stays behind'] })).toBe(3);
  expect(qualificationExitCode(makeQualification())).toBe(1);
  expect(qualificationExitCode({ ...makeQualification(), problems: ['x'] })).toBe(1);
  expect(qualificationExitCode({ ...makeQualification(), interrupted: true })).toBe(130);
});
