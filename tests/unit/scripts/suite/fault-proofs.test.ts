import { expect, test } from 'vitest';
import { isProvable, readFaultProofs, wrongProofs } from '../../../../scripts/suite/fault-proofs.js';
import { checkersOfModel } from '../../../../src/consistency/models/models.js';
import { workloads } from '../../../../src/consistency/workloads/index.js';
import { faults } from '../../../../src/server/index.js';

test('every fault of the embedded server has the proof of its kind', async () => {
  const proofs = await readFaultProofs();
  expect(wrongProofs(faults, proofs)).toEqual([]);
  expect(Object.keys(proofs.foundBy).length).toBeGreaterThanOrEqual(10);
  const unproved = faults.filter(({ name }) => !(name in proofs.caughtBy || name in proofs.foundBy));
  expect(unproved.map(({ name }) => name)).toEqual(['not-implemented']);
  expect(unproved.filter(isProvable)).toEqual([]);
  expect(
    wrongProofs(faults, { ...proofs, caughtBy: { ...proofs.caughtBy, 'not-implemented': 'a/b/c' } }),
  ).toHaveLength(1);
});

test('the workloads and checkers that are named are there', async () => {
  const { foundBy } = await readFaultProofs();
  const proofs = Object.values(foundBy);
  const known = new Set<string>(workloads.map(({ name }) => name));
  expect(proofs.map(({ workload }) => workload).filter((name) => !known.has(name))).toEqual([]);
  const checkers = new Set<string | null>(checkersOfModel.strong);
  expect(proofs.map(({ checker }) => checker).filter((name) => name !== null && !checkers.has(name))).toEqual(
    [],
  );
});

test('what is missing, misplaced or unknown is told', () => {
  const some = [
    { name: 'for-suite' },
    { name: 'lost', foundBy: 'consistency' },
    { name: 'bare', foundBy: 'consistency' },
  ] as const;
  const proof = { workload: 'cas-register', checker: null };
  const good = { caughtBy: { 'for-suite': 'a/b/c' }, foundBy: { lost: proof, bare: proof } };
  expect(wrongProofs(some, good)).toEqual([]);
  const wrong = wrongProofs(some, {
    caughtBy: { lost: 'a/b/c', gone: 'a/b/c' },
    foundBy: { 'for-suite': proof, lost: proof, bare: { workload: 'cas-register' } as typeof proof },
  });
  expect(wrong.map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'gone: the embedded server has no such fault',
    'for-suite: is for a case of the suite, and not for consistency',
    'lost: is for consistency, and not for a case of the suite',
    'bare: no workload and checker are named',
  ]);
});
