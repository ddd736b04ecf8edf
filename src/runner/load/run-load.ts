import type { Load as AskedLoad } from '../../config/language/load.js';
import { defined } from '../../lib/defined.js';
import { shareOfLimit } from '../../results/join-loads.js';
import { judgeLimits } from '../../results/load-thresholds.js';
import type { Load } from '../../results/types.js';
import type { StepContext } from '../context.js';
import type { Clock } from '../control/clock.js';
import { secondsSince } from '../control/seconds.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { leaveStep, recordProblem } from '../record/record.js';
import { recordLoad } from '../record/record-load.js';
import { SavedValues } from '../values/saved.js';
import { limitsOf } from './limits.js';
import { LoadMeter } from './meter.js';
import { type LoadShape, type Scheduled, schedule, type Turn } from './schedule.js';

/** How often an unfinished load is told of, and how often what it came to so far is recorded. */
const tellEveryMs = 1000;
const recordEveryMs = 10_000;

/** Runs the turns of a step under load, and records what they came to; `runTurn` does one of them. */
export async function runLoad(
  planned: PlannedStep,
  asked: AskedLoad,
  context: StepContext,
  runTurn: (turn: number, inner: StepContext) => Promise<unknown>,
): Promise<StepOutcome> {
  const { run, phase } = context;
  const { clock } = run;
  const startedAt = clock.now();
  const shape = shapeOf(asked, run.plan.settings.concurrency, clock.monotonic());
  const meter = new LoadMeter(shape, clock);
  const record = (scheduled: Scheduled, isOver: boolean): StepOutcome => {
    const figures = { ...factsOf(shape, scheduled), ...meter.figures(scheduled.endedEarly !== null) };
    const load = judgeLoad(planned, figures, run.plan.part?.count ?? 1);
    const seconds = secondsSince(shape.startMs, clock);
    return recordLoad(planned, context, load, { startedAt, seconds, isOver });
  };
  const tell = every(tellEveryMs, clock, () => tellProgress(planned, shape, meter, context));
  const recordSoFar = every(recordEveryMs, clock, (turns) => {
    record({ ...untold, turns, endedEarly: 'the run broke off' }, false);
  });
  const scheduled = await schedule(shape, {
    clock,
    stop: phase === 'after_test' ? run.ending.cleanUp : run.ending.interrupted,
    stopReason: () => run.stopReason(phase),
    async work(turn) {
      const counted = meter.turn(turn);
      const inner = { ...turnContext(turn, context), meter: counted };
      try {
        await runTurn(turn.index, inner);
      } catch (error) {
        recordProblem(planned, inner, error);
      }
      tell(turn.index + 1);
      recordSoFar(turn.index + 1);
      return counted.hasSent;
    },
  });
  const { endedEarly } = scheduled;
  if (endedEarly !== null && meter.tally.requests === 0) {
    return leaveStep(planned, context, endedEarly);
  }
  const outcome = record(scheduled, true);
  return endedEarly === null ? outcome : { ...outcome, unfinished: endedEarly };
}

const untold = { waited: 0, longestWaitMs: 0, notStarted: 0 };

/** Does something at the first call after so many milliseconds, again and again. */
function every(
  ms: number,
  clock: Pick<Clock, 'monotonic'>,
  act: (turns: number) => void,
): (turns: number) => void {
  let lastMs = clock.monotonic();
  return (turns) => {
    const nowMs = clock.monotonic();
    if (nowMs - lastMs >= ms) {
      lastMs = nowMs;
      act(turns);
    }
  };
}

function tellProgress(
  { id }: PlannedStep,
  { startMs, warmUpMs, durationMs }: LoadShape,
  { tally }: LoadMeter,
  { run, group }: StepContext,
): void {
  run.emit({
    type: 'load-progress',
    group_name: group.name,
    step: id,
    seconds: (run.clock.monotonic() - startMs) / 1000,
    of_seconds: (warmUpMs + durationMs) / 1000,
    ...tally,
  });
}

/** Holds what was measured against the limits of the step, or against the share of them that one of several shards has. */
function judgeLoad({ step }: PlannedStep, measured: Omit<Load, 'thresholds'>, shards: number): Load {
  const limits = limitsOf(
    step.thresholds,
    measured.operations.map(({ name }) => name),
  );
  const shares = limits.map((limit) => shareOfLimit(limit, shards));
  return { ...measured, thresholds: judgeLimits(shares, measured) };
}

function shapeOf(asked: AskedLoad, most: number, startMs: number): LoadShape {
  const { users, rate, duration: durationMs, ramp: rampMs = 0, warm_up: warmUpMs = 0 } = asked;
  return { startMs, durationMs, rampMs, warmUpMs, most, ...defined({ users, rate }) };
}

/** The context of a turn: a number, values of its own that end with it, and random ones that nobody else gets. */
function turnContext({ index, user }: Turn, context: StepContext): StepContext {
  const order = [...context.order, index];
  const names = { index, iteration: index, ...defined({ user }) };
  const scope = context.scope.ofTurn(names, order, new SavedValues(context.scope.saved)).apart();
  const iteration = context.iteration === null ? index : `${context.iteration}/${index}`;
  return { ...context, order, scope, iteration, turns: undefined };
}

type Facts = Pick<
  Load,
  | 'model'
  | 'users'
  | 'rate'
  | 'duration'
  | 'warm_up'
  | 'ramp'
  | 'in_flight'
  | 'ended_early'
  | 'turns'
  | 'waited'
  | 'longest_wait'
  | 'not_started'
>;

function factsOf(
  { users, rate, durationMs, warmUpMs, rampMs, most }: LoadShape,
  { turns, endedEarly, waited, longestWaitMs, notStarted }: Scheduled,
): Facts {
  return {
    model: users === undefined ? 'open' : 'closed',
    ...defined({ users, rate }),
    duration: durationMs / 1000,
    warm_up: warmUpMs / 1000,
    ramp: rampMs / 1000,
    in_flight: most,
    ...(endedEarly === null ? {} : { ended_early: endedEarly }),
    turns,
    ...(users === undefined ? { waited, longest_wait: longestWaitMs / 1000, not_started: notStarted } : {}),
  };
}
