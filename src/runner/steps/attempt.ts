import type { OperationStep, PostFormStep, RequestStep } from '../../config/language/step.js';
import type { Value } from '../../config/values/value.js';
import {
  bodyJudge,
  classifyFailure,
  type FailureKind,
  judge,
  type Observed,
} from '../../expectations/index.js';
import type { Mismatch, Status } from '../../results/types.js';
import { createBody } from '../../s3/index.js';
import type { Outcome, S3Response, SendOptions } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import { mayBeGone, sayItWasAway } from '../control/endpoint-watch.js';
import { secondsSince } from '../control/seconds.js';
import { filePath } from '../request/file-path.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { expectationOf, expectBeforeResponse } from '../values/expectation.js';

/** A step that sends something. */
export type CallStep = OperationStep | RequestStep | PostFormStep;

/** A call that went out, and what came back, not yet judged; `duration` is in seconds. */
export interface Sent {
  readonly prepared: PreparedCall;
  readonly outcome: Outcome;
  readonly startedAt: Date;
  readonly duration: number;
  /** What the comparison of a large body found as it streamed by. */
  readonly bodyVerdict?: NonNullable<Observed['bodyVerdict']>;
}

/** One try of a step: what was sent, what was expected, what came, and how it was judged. */
export interface Attempt extends Sent {
  readonly expected: Readonly<Record<string, unknown>>;
  readonly mismatches: readonly Mismatch[];
  readonly status: Status;
  /** In which way the answer missed; null where it did not, or where there was none. */
  readonly failure: FailureKind | null;
}

/** Sends a prepared call once, within the cap and the timeout. */
export async function sendCall(
  expectedResult: Value | undefined,
  prepared: PreparedCall,
  context: StepContext,
  further: Pick<SendOptions, 'abortAt'> = {},
): Promise<Sent> {
  const { run } = context;
  await context.watch?.(prepared.call);
  return run.limit(async () => {
    const bodies = bodyJudge(expectBeforeResponse(expectedResult, context), (form) =>
      createBody(form, (reference) => filePath(reference, context)),
    );
    const startedAt = run.clock.now();
    const begun = run.clock.monotonic();
    const outcome = await run.client.send(prepared.call, {
      signal: run.abort,
      ...further,
      timeoutMs: run.plan.settings.timeout * 1000,
      sinks: [...prepared.sinks, ...(bodies ? [bodies.sink] : [])],
    });
    const duration = secondsSince(begun, run.clock);
    const absence = mayBeGone(outcome) ? await run.endpoint.missed() : null;
    return {
      prepared,
      outcome: absence ? sayItWasAway(outcome, absence) : outcome,
      startedAt,
      duration,
      ...(bodies ? { bodyVerdict: bodies.verdict() } : {}),
    };
  });
}

/** Judges what came. Throws a ValueError for an expectation that, filled in, is none. */
export function judgeSent(expectedResult: Value | undefined, sent: Sent, context: StepContext): Attempt {
  const { response } = sent.outcome;
  const normal = expectationOf(expectedResult, context, response, sent.prepared.operation);
  if (!response) {
    return { ...sent, expected: { ...normal }, mismatches: [], ...judgeAbsence(sent.outcome) };
  }
  const observed = observe(response, sent);
  const mismatches = judge(normal, observed);
  const hasFailed = mismatches.length > 0;
  const failure = hasFailed ? classifyFailure(normal, observed, { isOfSubject: true }) : null;
  return { ...sent, expected: { ...normal }, mismatches, status: hasFailed ? 'fail' : 'pass', failure };
}

/** What is not HTTP is a wrong answer of a server that did answer; where nothing came, there is nothing to judge. */
function judgeAbsence({ failure }: Outcome): Pick<Attempt, 'status' | 'failure'> {
  if (failure?.kind === 'protocol') {
    return { status: 'fail', failure: 'wrong-result' };
  }
  return { status: 'error', failure: null };
}

function observe(response: S3Response, { duration, bodyVerdict }: Sent): Observed {
  const { success, status, headers, interim, output, error, body } = response;
  const observed = { success, status, headers, interim, output, error, body, duration };
  return bodyVerdict ? { ...observed, bodyVerdict } : observed;
}
