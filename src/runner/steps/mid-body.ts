import { bodyPosition } from '../../config/language/body-position.js';
import { readPlain } from '../../config/language/typed-value.js';
import { ValueError } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import type { BodySink, BodySource } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import { noCap } from '../control/cap.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedCall } from '../plan/planned-step.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { runSequence } from './block.js';

/** A call with something to do in the middle of its body. */
export interface MidBody {
  readonly prepared: PreparedCall;
  /** The outcome of the steps of `during`; null where the place in the body was never reached. */
  outcome(): StepOutcome | null;
}

/** Puts `during` of a step into the body that it sends, or else into the one it receives. */
export function actMidBody(
  planned: PlannedCall,
  at: Value,
  prepared: PreparedCall,
  context: StepContext,
): MidBody {
  const { body } = prepared.call;
  const actAt = positionInBody(at, prepared, context);
  let outcome: StepOutcome | null = null;
  let hasActed = false;
  const { run } = context;
  // Whoever has got the place of the operation around it may wait for what is done here, so this waits for nobody.
  const inner: StepContext = { ...context, run: { ...run, ...noCap } };
  const pass = async (moved: number): Promise<void> => {
    if (hasActed || moved < actAt) {
      return;
    }
    hasActed = true;
    outcome = await run.releaseWhile(() => runSequence(planned.during, inner));
  };
  const acting = body
    ? { ...prepared, call: { ...prepared.call, body: partedBody(body, actAt, pass) } }
    : { ...prepared, sinks: [...prepared.sinks, countingSink(pass)] };
  return { prepared: acting, outcome: () => outcome };
}

/** Bytes from the start of a body: a size such as `512KiB`, or a percentage of the body that is sent. */
export function positionInBody(at: Value, { call }: PreparedCall, { scope }: StepContext): number {
  const position = readPlain('at', at, bodyPosition, scope, {});
  if ('bytes' in position) {
    return position.bytes;
  }
  const size = call.body?.size;
  if (size === undefined) {
    throw new ValueError('a percentage needs a body that is sent; give a size such as 512KiB', at.at);
  }
  return Math.floor((size * position.percent) / 100);
}

/** The same body, parted where something is to happen; it is no longer at hand as a whole. */
function partedBody(body: BodySource, at: number, pass: (sent: number) => Promise<void>): BodySource {
  return {
    size: body.size,
    async *open() {
      let sent = 0;
      for await (const chunk of body.open()) {
        const before = Math.min(Math.max(at - sent, 0), chunk.length);
        if (before > 0) {
          yield chunk.subarray(0, before);
        }
        await pass(sent + before);
        if (before < chunk.length) {
          yield chunk.subarray(before);
        }
        sent += chunk.length;
      }
      await pass(sent);
    },
  };
}

function countingSink(pass: (received: number) => Promise<void>): BodySink {
  let received = 0;
  return {
    async write(chunk) {
      received += chunk.length;
      await pass(received);
    },
    end() {},
  };
}
