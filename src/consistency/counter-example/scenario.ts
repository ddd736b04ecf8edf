import { stringify } from 'yaml';
import { scenarioShell } from '../../lib/scenario-shell.js';
import type { Condition, HistoryHeader, HistoryOperation } from '../history/types.js';
import type { Finding } from '../history/verdict.js';
import { describeOperation } from './describe-operation.js';
import { possibleAnswers } from './possible-answers.js';
import { type Replay, replayStep, type StepData } from './replay-step.js';

/** A race does not show its defect every time. */
const manyRounds = 100;

/**
 * A finding as a scenario for `s3tester run`: the same operations in the same order, those that overlapped side by side, with
 * every answer that a strongly consistent store may give. It passes on such a store. It ends with the first of `rounds` that does not pass; keys are new in each.
 */
export function renderScenario(
  header: HistoryHeader,
  { message, bucket, operations }: Finding,
  rounds: number = manyRounds,
): string {
  const isVersioned = header.buckets.some(({ name, versioned }) => name === bucket && versioned);
  const configuration = scenarioShell('Counter-example', [
    {
      case: 'replay',
      title: message,
      fixtures: { bucket: 'own', ...(isVersioned ? { versioning: true } : {}) },
      steps: [{ rounds, steps: stepsOf(operations) }],
    },
  ]);
  const comments = [
    message,
    ...operations.map((operation) => `client ${operation.client}: ${describeOperation(operation)}`),
  ];
  return `${comments.map((line) => `# ${line}\n`).join('')}${stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function stepsOf(operations: readonly HistoryOperation[]): readonly StepData[] {
  const steps: StepData[] = [];
  let states: readonly (number | null)[] = [null];
  const saved = new Set<number>();
  for (const group of overlapping(operations.map((operation) => withNamedWrite(operation, operations)))) {
    const together = group.filter(({ condition }) => isRepeatable(condition, saved));
    const answers = possibleAnswers(together, states);
    const replays = together.flatMap(
      (operation, index) => replayStep(operation, answers?.ofEach[index] ?? null) ?? [],
    );
    states = answers?.states ?? [null, ...together.flatMap(({ value }) => value ?? [])];
    for (const { value } of together) {
      saved.add(value ?? Number.NaN);
    }
    steps.push(...replays.flatMap(({ before }) => before), ...sideBySide(replays, answers?.successes ?? []));
  }
  return steps;
}

/** An ETag is another one in each round: a condition has to name the write that it is of. */
function withNamedWrite(operation: HistoryOperation, all: readonly HistoryOperation[]): HistoryOperation {
  const etag = operation.condition?.if_match;
  const value = all.find((other) => other.value !== undefined && other.etag === etag)?.value;
  return etag === undefined || value === undefined
    ? operation
    : { ...operation, condition: { if_match: etag, if_match_value: value } };
}

function isRepeatable(condition: Condition | undefined, saved: ReadonlySet<number>): boolean {
  return condition?.if_match === undefined || saved.has(condition.if_match_value ?? Number.NaN);
}

function sideBySide(replays: readonly Replay[], successes: readonly number[]): readonly StepData[] {
  const steps = replays.map(({ step }) => step);
  if (steps.length < 2) {
    return steps;
  }
  const isRace = replays.every(({ step }) => isConditional(step.parameters));
  const all =
    isRace && successes.length === 1
      ? { expected_result: { all: { 'length([?success])': successes[0] } } }
      : {};
  return [{ parallel: true, steps, ...all }];
}

function isConditional(parameters: unknown): boolean {
  return (
    typeof parameters === 'object' &&
    parameters !== null &&
    ('if_none_match' in parameters || 'if_match' in parameters)
  );
}

/** Operations in the order of their calls, those together that overlap. One of unknown outcome ends with its response. */
function overlapping(operations: readonly HistoryOperation[]): readonly (readonly HistoryOperation[])[] {
  const groups: HistoryOperation[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const operation of operations) {
    const group = groups.at(-1);
    if (group && operation.call <= end) {
      group.push(operation);
    } else {
      groups.push([operation]);
    }
    end = Math.max(end, operation.return ?? operation.call);
  }
  return groups;
}
