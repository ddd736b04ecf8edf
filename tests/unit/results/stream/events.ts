import type {
  CaseFinished,
  RunEvent,
  RunFinished,
  RunStarted,
  StepFinished,
} from '../../../../src/results/events.js';
import type { CaseResult, StepResult } from '../../../../src/results/types.js';
import { step } from '../../reporting/sample-results.js';

/** The first event of a run of two groups. */
export const started: RunStarted = {
  type: 'run-started',
  session_id: 'b7c0',
  config_files: ['a.yaml'],
  s3tester_version: '0.1.0',
  endpoint_url: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  start_time: '2026-11-22T10:00:00.000Z',
  total_operations: 50,
  total_groups: 2,
};

/** The last event of a run. */
export const finished: RunFinished = {
  type: 'run-finished',
  end_time: '2026-11-22T10:00:09.000Z',
  server: 'MinIO',
  interrupted: false,
  endpoint_lost: null,
  budget_spent: null,
};

/** The end of a step at a place. */
export function stepFinished(order: readonly number[], facts: Partial<StepResult> = {}): StepFinished {
  return { type: 'step-finished', order, result: step({ step: `test[${order.join('.')}]`, ...facts }) };
}

/** The end of a case at a place. */
function caseFinished(order: readonly number[], facts: Partial<CaseResult> = {}): CaseFinished {
  const usual = { id: 'Upload/a', title: null, group_name: 'Upload', verdict: 'pass', kind: null } as const;
  return {
    type: 'case-finished',
    order,
    result: { ...usual, reason: null, duration: 0.1, steps: [], ...facts },
  };
}

/** A run in which steps end in another order than they stand, and one is counted as it goes. */
export const wholeRun: readonly RunEvent[] = [
  started,
  { type: 'step-started', group_name: 'Upload', step: 'test[0]' },
  stepFinished([1, 0], { parameters: { key: 'unlike all others, and so not shared' } }),
  stepFinished([0, 0, 0], { group_name: 'Größe', expected: { status_code: [200, 204, 206, 304] } }),
  counted(3),
  stepFinished([0, 0, 1], { group_name: 'Größe', expected: { status_code: [200, 204, 206, 304] } }),
  { type: 'turn-finished', group_name: 'Größe', step: 'test[0]', status: 'pass' },
  caseFinished([1], { reason: 'two\nlines' }),
  counted(7),
  stepFinished([0, 0, 2], {
    group_name: 'Größe',
    status: 'fail',
    expected: { status_code: [200, 204, 206, 304] },
  }),
  finished,
];

function counted(passed: number): RunEvent {
  const turns = { passed, failed: 0, error: 0, skipped: 0 };
  return { ...stepFinished([0, 0, 9], { group_name: 'Größe', turns }), type: 'turns-counted' };
}
