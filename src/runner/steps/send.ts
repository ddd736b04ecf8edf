import { bodyJudge } from '../../expectations/index.js';
import { createBody } from '../../s3/index.js';
import type { SendOptions } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import { mayBeGone, sayItWasAway } from '../control/endpoint-watch.js';
import { secondsSince } from '../control/seconds.js';
import { RunStopped } from '../control/stopped.js';
import type { Sent } from '../record/attempt.js';
import { filePath } from '../request/file-path.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { expectBodyBeforeResponse } from '../values/expectation.js';
import type { Judged } from './judge.js';

/** Sends a prepared call once, within the cap and the timeout. */
export async function sendCall(
  { expected_result, tolerate = [] }: Judged,
  prepared: PreparedCall,
  context: StepContext,
  further: Pick<SendOptions, 'abortAt'> = {},
): Promise<Sent> {
  const { run, caseTime } = context;
  const tell = await context.watch?.(prepared.call);
  return run.limit(async () => {
    const stop = run.stopReason(context.phase);
    if (stop !== null) {
      throw new RunStopped(stop);
    }
    // A large body is not kept: it is compared with what is expected as it streams by.
    const bodies = bodyJudge(
      expectBodyBeforeResponse(expected_result, context),
      (form) => createBody(form, (reference) => filePath(reference, context)),
      tolerate.map(({ expectation }) => expectBodyBeforeResponse(expectation, context)),
    );
    const startedAt = run.clock.now();
    const startMs = run.clock.monotonic();
    const limitMs = run.plan.settings.timeout * 1000;
    const send = () =>
      run.client.send(prepared.call, {
        signal: context.phase === 'after_test' ? run.ending.cleanUp : run.ending.operations,
        ...further,
        timeoutMs: Math.min(limitMs, caseTime?.leftMs() ?? limitMs),
        sinks: [...prepared.sinks, ...(bodies ? [bodies.sink] : [])],
      });
    const outcome = await (caseTime ? caseTime.spend(send) : send());
    const seconds = secondsSince(startMs, run.clock);
    await tell?.(outcome);
    const absence = mayBeGone(outcome) ? await run.endpoint.missed() : null;
    return {
      prepared,
      outcome: absence ? sayItWasAway(outcome, absence) : outcome,
      startedAt,
      seconds,
      bodyVerdict: bodies?.verdict(),
    };
  });
}
