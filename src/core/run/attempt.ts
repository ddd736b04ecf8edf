import type { OperationStep, PostFormStep, PresignStep, RequestStep } from '../../config/grammar/step.js';
import { evaluate, withNames } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { bodyJudge, judge, normalizeExpectation, type Observed } from '../../expectations/index.js';
import { UNKNOWN } from '../../operations/index.js';
import type { Mismatch, Status } from '../../results/types.js';
import { createBody } from '../../s3/index.js';
import type { Answer, Outcome } from '../../s3/types.js';
import type { Place } from './context.js';
import { filePath } from './file-path.js';
import type { PreparedCall } from './prepare.js';

/** A step that sends something. */
export type CallStep = OperationStep | RequestStep | PresignStep | PostFormStep;

/** One try of a step: what was sent, what was expected, what came, and how it was judged. */
export interface Attempt {
  readonly prepared: PreparedCall;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly outcome: Outcome;
  readonly mismatches: readonly Mismatch[];
  readonly status: Status;
  readonly startedAt: Date;
  /** Seconds. */
  readonly duration: number;
}

/** Sends a prepared call once, within the cap and the timeout, and judges what comes. */
export async function attemptCall(
  expectedResult: Value | undefined,
  prepared: PreparedCall,
  place: Place,
): Promise<Attempt> {
  const { context } = place;
  return context.limit(async () => {
    const startedAt = context.clock.now();
    const begun = context.clock.monotonic();
    const foreseen = normalizeExpectation(evaluateExpected(expectedResult, place, UNKNOWN));
    const bodies = bodyJudge(foreseen, (form) => createBody(form, (reference) => filePath(reference, place)));
    const outcome = await context.client.send(prepared.call, {
      signal: context.abort,
      timeoutMs: context.plan.settings.timeout * 1000,
      sinks: [...prepared.sinks, ...(bodies ? [bodies.sink] : [])],
    });
    const duration = (context.clock.monotonic() - begun) / 1000;
    if (outcome.failure?.kind === 'refused') await context.endpoint.missed(outcome.failure);
    const expected = evaluateExpected(
      expectedResult,
      place,
      outcome.answer ? responseNames(outcome.answer) : null,
    );
    const mismatches = outcome.answer
      ? judge(normalizeExpectation(expected), observe(outcome.answer, duration, bodies?.verdict()))
      : [];
    const status = !outcome.answer ? 'error' : mismatches.length > 0 ? 'fail' : 'pass';
    return { prepared, expected, outcome, mismatches, status, startedAt, duration };
  });
}

function observe(answer: Answer, duration: number, bodyVerdict: Observed['bodyVerdict']): Observed {
  const { success, status, headers, interim, output, error, body } = answer;
  const observed = { success, status, headers, interim, output, error, body, duration };
  return bodyVerdict ? { ...observed, bodyVerdict } : observed;
}

/** What `${response.…}` sees: the same answer's headers, status and output. */
function responseNames({ headers, status, output, error }: Answer): Readonly<Record<string, unknown>> {
  return { ...output, headers: joinHeaders(headers), status, error };
}

/** Headers by lower-case name, several of one name joined by a comma. */
export function joinHeaders(headers: Answer['headers']): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    joined[key] = Object.hasOwn(joined, key) ? `${joined[key]}, ${value}` : value;
  }
  return joined;
}

function evaluateExpected(
  value: Value | undefined,
  { scope }: Place,
  response: unknown,
): Readonly<Record<string, unknown>> {
  if (!value) return {};
  const known = withNames(scope, { response });
  const unknown = response === UNKNOWN ? { unknown: UNKNOWN } : {};
  const { all: _, ...own } = evaluate(value, { scope: known, ...unknown }) as Record<string, unknown>;
  return own;
}
