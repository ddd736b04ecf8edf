import type { RecordingLine } from '../recording/schema.js';
import { describeExchange } from './describe.js';
import { type Exchange, listingOperations, writingOperations } from './exchange.js';
import { expectedOf } from './expected.js';
import { LeftOut, type ReplayState } from './replay-state.js';
import { requestOf } from './request.js';
import { supposeFormer } from './suppose.js';

/** A step of the scenario, and what its comment says. */
export interface ReplayStep {
  readonly n: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly comments: readonly string[];
}

/** An exchange that is not replayed, and why. */
export interface Omission {
  readonly n: number;
  readonly what: string;
  readonly reason: string;
}

/** The steps of a replay: those of one list run side by side. */
export interface ReplaySteps {
  readonly layers: readonly (readonly ReplayStep[])[];
  readonly omissions: readonly Omission[];
}

/** Makes the steps, layer by layer; what is saved is known only when all are made. `doubted`: what is left out already. */
export async function makeSteps(
  layers: readonly (readonly Exchange[])[],
  state: ReplayState,
  doubted: readonly RecordingLine[],
): Promise<ReplaySteps> {
  const pending = [...doubted];
  const omissions: Omission[] = [];
  const writes = layers
    .flat()
    .filter(({ operation, isSuccess }) => isSuccess && writingOperations.has(operation));
  const made: ReplayStep[][] = [];
  for (const layer of layers) {
    const steps: ReplayStep[] = [];
    const last = Math.max(...layer.map(({ n }) => n));
    for (const line of pending.splice(0, pending.filter(({ n }) => n < last).length)) {
      state.stored.doubt(line);
    }
    for (const exchange of layer) {
      const step = await makeStep(exchange, state, writes).catch((error: unknown) => {
        if (!(error instanceof LeftOut)) {
          throw error;
        }
        state.stored.doubt(exchange.line);
        omissions.push({ n: exchange.n, what: describeExchange(exchange.line), reason: error.message });
      });
      steps.push(...(step === undefined ? [] : [step]));
    }
    for (const { n } of steps) {
      const exchange = layer.find((one) => one.n === n);
      if (exchange !== undefined) {
        state.stored.apply(exchange);
        state.saved.offer(exchange);
      }
    }
    made.push(steps);
  }
  const withSaves = made.map((steps) =>
    steps.map((step) => {
      const save = state.saved.savesOf(step.n);
      return Object.keys(save).length === 0 ? step : { ...step, data: { ...step.data, save } };
    }),
  );
  return { layers: withSaves.filter(({ length }) => length > 0), omissions };
}

async function makeStep(
  exchange: Exchange,
  state: ReplayState,
  writes: readonly Exchange[],
): Promise<ReplayStep> {
  supposeFormer(exchange, state);
  const { step, notes } = await requestOf(exchange, state);
  const { line, n, operation, bucket } = exchange;
  const isSure =
    operation === 'ListBuckets' ||
    (bucket !== null && !state.stored.isUncertain(bucket) && !isDisturbed(exchange, writes));
  const what = describeExchange(line);
  return {
    n,
    data: { name: `${n} ${operation}`, ...step, expected_result: expectedOf(exchange, state, isSure) },
    comments: [what, ...notes],
  };
}

/** Whether writes ran beside a listing, so that it may show them or not. */
function isDisturbed(exchange: Exchange, writes: readonly Exchange[]): boolean {
  return (
    listingOperations.has(exchange.operation) &&
    writes.some(
      ({ bucket, start, end }) => bucket === exchange.bucket && start < exchange.end && end > exchange.start,
    )
  );
}
