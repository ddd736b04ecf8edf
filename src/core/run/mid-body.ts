import { evaluate, ValueError } from '../../config/values/evaluate.js';
import { parseSize } from '../../s3/index.js';
import type { BodySink, BodySource } from '../../s3/types.js';
import type { PlannedStep } from '../plan/plan.js';
import type { CallStep } from './attempt.js';
import { type RunStep, runSequence } from './block.js';
import type { Place } from './context.js';
import { joinOutcomes, type StepOutcome } from './outcome.js';
import type { PreparedCall } from './prepare.js';

/** What happens in the middle of a body, and what came of it. */
export interface MidBody {
  readonly prepared: PreparedCall;
  /** Whether `abort_at` cut the connection. */
  isCut(): boolean;
  /** The outcome of the steps of `during`; null where the place in the body was never reached. */
  outcome(): StepOutcome | null;
}

/** Thrown into a body to cut its connection at the place that `abort_at` names. */
class CutBody extends Error {
  constructor() {
    super('the connection was cut, as abort_at asks');
  }
}

/** Puts `during` and `abort_at` of a step into the body that it sends, or else into the one it receives. */
export function actMidBody(
  planned: PlannedStep,
  step: CallStep,
  prepared: PreparedCall,
  place: Place,
  runStep: RunStep,
): MidBody {
  const body = 'body' in prepared.call ? prepared.call.body : undefined;
  const cutAt = step.abort_at
    ? placeInBody(evaluate(step.abort_at, { scope: place.scope }), body?.size, step.abort_at.at)
    : null;
  const actAt = step.during
    ? placeInBody(evaluate(step.during.at, { scope: place.scope }), body?.size, step.during.at.at)
    : null;
  let isCut = false;
  let outcome: StepOutcome | null = null;
  let hasActed = false;
  // The operation around it holds its place among those in flight; waiting for another could last for ever.
  const inner: Place = { ...place, context: { ...place.context, limit: (task) => task() } };
  const act = async (): Promise<void> => {
    hasActed = true;
    outcome = joinOutcomes([await runSequence(planned.during, inner, runStep)]);
  };
  const pass = async (sent: number): Promise<void> => {
    if (actAt !== null && !hasActed && sent >= actAt) await act();
    if (cutAt !== null && sent >= cutAt) {
      isCut = true;
      throw new CutBody();
    }
  };
  const call = body ? { ...prepared.call, body: watchedBody(body, [actAt, cutAt], pass) } : prepared.call;
  const sinks = body ? prepared.sinks : [...prepared.sinks, watchingSink(pass)];
  return { prepared: { ...prepared, call, sinks }, isCut: () => isCut, outcome: () => outcome };
}

function placeInBody(value: unknown, size: number | undefined, at: ValueError['at']): number {
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined;
  if (percent !== undefined) {
    if (size === undefined)
      throw new ValueError('a percentage needs a body of a known size; give a size such as 512KiB', at);
    return Math.floor((size * Number(percent)) / 100);
  }
  const bytes = typeof value === 'string' || typeof value === 'number' ? parseSize(value) : undefined;
  if (bytes === undefined)
    throw new ValueError('a place in a body is a size such as 512KiB, or a percentage such as 50%', at);
  return bytes;
}

/** The same body, parted at the places where something is to happen; it is no longer at hand as a whole. */
function watchedBody(
  body: BodySource,
  places: readonly (number | null)[],
  pass: (sent: number) => Promise<void>,
): BodySource {
  const cuts = places.filter((place) => place !== null).sort((a, b) => a - b);
  return {
    size: body.size,
    async *open() {
      let sent = 0;
      await pass(sent);
      for await (const chunk of body.open()) {
        let rest = chunk;
        for (const cut of cuts) {
          if (cut <= sent || cut >= sent + rest.length) continue;
          const part = rest.subarray(0, cut - sent);
          rest = rest.subarray(cut - sent);
          yield part;
          sent = cut;
          await pass(sent);
        }
        yield rest;
        sent += rest.length;
        await pass(sent);
      }
    },
  };
}

function watchingSink(pass: (received: number) => Promise<void>): BodySink {
  let received = 0;
  return {
    async write(chunk) {
      received += chunk.length;
      await pass(received);
    },
    end() {},
  };
}
