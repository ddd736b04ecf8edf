import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { LeftBehind } from '../../results/types.js';
import { makeBucketNames } from '../../runner/fixtures/bucket-names.js';
import { SetUpError } from '../../runner/fixtures/set-up-problem.js';
import type { Journal } from '../../runner/journal/journal.js';
import { createS3Client } from '../../s3/index.js';
import type { Credential, Target } from '../../s3/types.js';
import { openHistoryWriter } from '../history/history-writer.js';
import type { HistoryHeader, HistoryLine, Model } from '../history/types.js';
import type { Disturbances } from '../store/disturb.js';
import { createRecorder } from '../store/recorder.js';
import type { SharedStore } from '../store/store-client.js';
import type { Feature, Workload } from '../workloads/workload.js';
import { openBuckets, type RunBuckets } from './buckets.js';
import { type NemesisProblem, type NemesisSpec, runNemesis } from './nemesis.js';
import { createPacer } from './pacer.js';
import { type ProbedFeature, probeFeatures } from './probe-features.js';
import { runClients } from './run-clients.js';

/** How a history is made. */
export interface HistoryOptions {
  /** Of each endpoint of the one store, without anything that is secret. */
  readonly targets: readonly Target[];
  readonly credential: Extract<Credential, { kind: 'keys' }>;
  readonly timeoutMs: number;
  readonly workloads: readonly Workload[];
  readonly model: Model;
  readonly clients: number;
  readonly keys: number;
  readonly seed: number;
  readonly durationMs: number;
  readonly maxOperations: number;
  /** Operations a second of all clients together; null: as many as go. */
  readonly rate: number | null;
  readonly disturbances: Disturbances;
  readonly nemeses: readonly NemesisSpec[];
  /** Features that the store is said not to have. */
  readonly without: readonly Feature[];
  /** Where the history goes. */
  readonly path: string;
  readonly journal: (runId: string) => Journal;
  readonly version: string;
  readonly interrupt: AbortSignal;
  readonly follower: HistoryFollower;
}

/** Who follows a history while it is made. */
export interface HistoryFollower {
  began(header: HistoryHeader): void;
  /** So many operations were done. */
  did(operations: number): void;
  /** Lines of NDJSON as they go to the disk. */
  wrote(text: string): void;
  /** Resolves when the follower keeps up. */
  ready(): Promise<void>;
  /** Whether no more is needed, such as after a violation. */
  isEnough(): boolean;
}

/** A workload that could not be run, and why. */
export interface UnjudgedWorkload {
  readonly workload: string;
  readonly reason: string;
}

/** A history that was made, and what was noticed on the way. */
export interface MadeHistory {
  readonly header: HistoryHeader;
  readonly operations: number;
  /** Of the operations alone, without set-up and clean-up. */
  readonly seconds: number;
  readonly features: readonly ProbedFeature[];
  readonly unjudged: readonly UnjudgedWorkload[];
  readonly nemesisProblems: readonly NemesisProblem[];
  readonly leftovers: readonly LeftBehind[];
  readonly interrupted: boolean;
}

/** Without faults a slice is short, so that every workload has its turns; with them, each slice has some of them. */
const shortSliceMs = 2000;
const slicesOfFault = 2;
/** How long operations in flight have to end after Ctrl-C, in milliseconds. */
const graceMs = 1500;

/**
 * Runs clients against a store and writes down what they did and saw. Rejects with a SetUpError where the store lets no
 * bucket be made, and with the file system's error where the history cannot be written.
 */
export async function makeHistory(options: HistoryOptions): Promise<MadeHistory> {
  const { targets, credential, timeoutMs, interrupt } = options;
  const runId = randomBytes(4).toString('hex');
  const names = makeBucketNames(runId);
  const sources = { now: () => new Date(), random: Math.random };
  const clients = targets.map((target) => createS3Client(target, sources));
  const [first] = clients;
  if (first === undefined) {
    throw new RangeError('a run needs an endpoint');
  }
  const buckets = openBuckets({
    client: first,
    credential,
    timeoutMs,
    journal: options.journal(runId),
    interrupt,
    sleep: (ms) => delay(ms),
  });
  let made: Omit<MadeHistory, 'leftovers'> | undefined;
  let leftovers: readonly LeftBehind[] = [];
  try {
    const prepared = await prepare(buckets, names, options);
    made = await record(prepared, buckets, options, clients);
  } finally {
    leftovers = await buckets.remove();
    await Promise.all(clients.map((client) => client.close()));
  }
  return { ...made, leftovers };
}

interface Prepared {
  readonly bucket: string;
  readonly versionedBucket: string | null;
  readonly features: readonly ProbedFeature[];
}

/** Makes the buckets, and asks what the store can do. */
async function prepare(
  buckets: RunBuckets,
  names: () => string,
  { without }: HistoryOptions,
): Promise<Prepared> {
  const plain = await buckets.make(names(), { versioned: false });
  const probed = await probeFeatures(plain.name, plain.ask);
  const versioned = names();
  const versioning: ProbedFeature = without.includes('versioning')
    ? { feature: 'versioning', state: 'missing', reason: 'not wanted' }
    : await buckets.make(versioned, { versioned: true }).then(
        () => ({ feature: 'versioning', state: 'there', reason: 'a versioned bucket was made' }) as const,
        (error: unknown) => {
          if (error instanceof SetUpError) {
            return { feature: 'versioning', state: 'missing', reason: error.message } as const;
          }
          throw error;
        },
      );
  return {
    bucket: plain.name,
    versionedBucket: versioning.state === 'there' ? versioned : null,
    features: [
      ...probed.map(
        (feature): ProbedFeature =>
          without.includes(feature.feature)
            ? { feature: feature.feature, state: 'missing', reason: 'the store is said not to have it' }
            : feature,
      ),
      versioning,
    ],
  };
}

async function record(
  { bucket, versionedBucket, features }: Prepared,
  buckets: RunBuckets,
  options: HistoryOptions,
  clients: SharedStore['clients'],
): Promise<Omit<MadeHistory, 'leftovers'>> {
  const { interrupt, maxOperations, durationMs, nemeses, follower } = options;
  const there = new Set(features.filter(({ state }) => state === 'there').map(({ feature }) => feature));
  const { runnable, unjudged } = sortOut(options.workloads, there, features);
  const zero = performance.now();
  const header = headerOf(options, runnable, { bucket, versionedBucket });
  const writer = await openHistoryWriter(options.path, header, follower.wrote);
  follower.began(header);
  const write = (line: HistoryLine): void => {
    writer.write(line);
    follower.did(writer.operations);
  };
  const micro = (): number => (performance.now() - zero) * 1000;
  const recorder = createRecorder(write, micro);
  const ending = watchEnd(interrupt, durationMs);
  const isOver = (): boolean =>
    ending.over.aborted || recorder.called >= maxOperations || follower.isEnough();
  let value = 0;
  const pacer = createPacer(options.rate);
  const shared: SharedStore = {
    clients,
    credential: options.credential,
    timeoutMs: options.timeoutMs,
    signal: ending.operations,
    recorder,
    disturbances: options.disturbances,
    newValue: () => ++value,
    async turn() {
      await writer.ready();
      await follower.ready();
      await pacer.turn(ending.over);
    },
  };
  const longest = Math.max(0, ...nemeses.map(({ every }) => every * 1000 * slicesOfFault));
  const faults = new AbortController();
  const marks = nemeses.map((spec) =>
    runNemesis(spec, {
      signal: faults.signal,
      mark: (fault, on) => write({ type: 'fault', at: Math.floor(micro()), fault, on }),
    }),
  );
  try {
    if (runnable.length > 0) {
      await runClients({
        shared,
        workloads: runnable,
        bucket,
        versionedBucket,
        keys: options.keys,
        features: there,
        clients: options.clients,
        seed: options.seed,
        sliceMs: (turns) => Math.max(Math.min(shortSliceMs, durationMs / turns), longest),
        now: () => performance.now(),
        isOver() {
          // What is read once more at the end is read without faults.
          if (isOver()) {
            faults.abort();
          }
          return faults.signal.aborted;
        },
        keysEnded(of, prefix) {
          write({ type: 'ended', bucket: of, prefix });
          buckets.sweep(of, prefix);
        },
      });
    }
  } finally {
    faults.abort();
    ending.release();
  }
  const problems = await Promise.all(marks);
  const seconds = micro() / 1e6;
  recorder.close();
  await writer.close();
  return {
    header,
    operations: writer.operations,
    seconds,
    features,
    unjudged,
    nemesisProblems: problems.flat(),
    interrupted: interrupt.aborted,
  };
}

/** Ctrl-C and the end of the time: nothing new begins, and after Ctrl-C what is in flight has a moment to end. */
function watchEnd(interrupt: AbortSignal, durationMs: number) {
  const over = new AbortController();
  const operations = new AbortController();
  setMaxListeners(0, over.signal, operations.signal);
  const timers = [setTimeout(() => over.abort(), durationMs)];
  const stop = (): void => {
    over.abort();
    timers.push(setTimeout(() => operations.abort(new Error('interrupted')), graceMs));
  };
  if (interrupt.aborted) {
    stop();
  }
  interrupt.addEventListener('abort', stop, { once: true });
  return {
    over: over.signal,
    operations: operations.signal,
    release() {
      interrupt.removeEventListener('abort', stop);
      for (const timer of timers) {
        clearTimeout(timer);
      }
    },
  };
}

/** Which workloads can be run, and why the others cannot. */
function sortOut(
  workloads: readonly Workload[],
  there: ReadonlySet<Feature>,
  features: readonly ProbedFeature[],
): { readonly runnable: readonly Workload[]; readonly unjudged: readonly UnjudgedWorkload[] } {
  const lacks = (workload: Workload): readonly Feature[] =>
    workload.needs.filter((feature) => !there.has(feature));
  return {
    runnable: workloads.filter((workload) => lacks(workload).length === 0),
    unjudged: workloads.flatMap((workload) =>
      lacks(workload)
        .slice(0, 1)
        .map((missing) => ({
          workload: workload.name,
          reason: features.find(({ feature }) => feature === missing)?.reason ?? missing,
        })),
    ),
  };
}

function headerOf(
  { targets, model, clients, seed, version }: HistoryOptions,
  workloads: readonly Workload[],
  { bucket, versionedBucket }: { readonly bucket: string; readonly versionedBucket: string | null },
): HistoryHeader {
  return {
    type: 'history',
    format: 1,
    workloads: workloads.map(({ name }) => name),
    model,
    start: new Date().toISOString(),
    endpoints: targets.map(({ endpointUrl }) => endpointUrl),
    buckets: [
      { name: bucket, versioned: false },
      ...(versionedBucket === null ? [] : [{ name: versionedBucket, versioned: true }]),
    ],
    clients,
    seed,
    s3tester_version: version,
  };
}
