import { dirname } from 'node:path';
import { defined } from '../lib/defined.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { makeFolder } from '../lib/make-folder.js';
import type { RunEvent } from '../results/events.js';
import type { ResultHead, ResultSource } from '../results/source.js';
import { type Recording, startRecording } from '../results/stream/recording.js';
import type { Results } from '../results/types.js';
import type { Clock } from '../runner/control/clock.js';
import { systemClock } from '../runner/control/system-clock.js';
import type { Plan } from '../runner/plan/plan.js';
import { type RunOptions, run, runInto } from '../runner/run.js';
import { begin, type Part } from './begin.js';
import { type EmbeddedOptions, type Endpoint, startEndpoint } from './endpoint.js';
import type { Start } from './read-start.js';
import type { Target } from './resolve-target.js';
import type { Environment } from './target-options.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

/** How runs are followed, and ended before their time. */
export interface WatchOptions {
  /** Called with every event as it happens; secrets are redacted. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** When it is aborted no step begins any more, running ones end, and what was made is removed. */
  readonly signal?: AbortSignal | undefined;
  /** Keep the requests and responses of every step, not only of failed ones. */
  readonly trace?: boolean | undefined;
  /** Leave the buckets of cases that did not pass, until `s3tester clean` removes them. */
  readonly keepBuckets?: boolean | undefined;
  /** Look at keys, clock and server first, and send nothing more where nothing could pass; true by default. */
  readonly preflight?: boolean | undefined;
  /** The clock of this machine by default. */
  readonly clock?: Clock | undefined;
}

/** How a session is opened. */
export interface SessionOptions extends WatchOptions {
  readonly environment?: Environment | undefined;
  /** Where to send to; by default the target's, which is started if it is the embedded server. */
  readonly endpoint?: Endpoint | undefined;
  readonly embedded?: EmbeddedOptions | undefined;
  /** Where the events of the first run that is recorded are kept, as lines of JSON. */
  readonly stream?: string | undefined;
  /** Told where the stream cannot be written any more; the run goes on. */
  readonly onLostStream?: ((error: Error) => void) | undefined;
}

/** An endpoint that runs are made against, until it is closed. */
export interface Session {
  /** Waits until a run may begin, where it is not to begin at once. */
  begin(start: Start, part: Part): Promise<void>;
  /** Runs a plan, and keeps everything in memory. */
  run(plan: Plan): Promise<Results>;
  /** Runs a plan, and keeps steps where there is room: they can be read until the session is closed. */
  record(plan: Plan): Promise<ResultSource>;
  /** Adds to the stream what is known in the end of the run in it. */
  describe(head: ResultHead): void;
  close(): Promise<void>;
}

/** Opens a session: starts the embedded server where it is asked for. */
export async function openSession(target: Target, options: SessionOptions): Promise<Session> {
  const { environment = process.env, onEvent, signal, trace = false, clock, preflight, embedded } = options;
  const { keepBuckets } = options;
  const endpoint = options.endpoint ?? (await startEndpoint(target, embedded));
  const runOptions: RunOptions = {
    endpointUrl: endpoint.url,
    credentials: target.keys,
    identities: endpoint.identities,
    version,
    targetFacts: endpoint.targetFacts,
    environment,
    traceAll: trace,
    ...defined({ ca: target.ca, clock, interrupt: signal, onEvent, preflight, keepBuckets }),
  };
  const recordings: Recording[] = [];
  return {
    begin: (start, part) =>
      begin(start, part, target, endpoint.url, {
        clock: clock ?? systemClock,
        signal: signal ?? new AbortController().signal,
        tell: (reason, seconds) => onEvent?.({ type: 'waiting', reason, seconds }),
      }),
    run: (plan) => run(plan, runOptions),
    async record(plan) {
      const file = recordings.length === 0 ? options.stream : undefined;
      const recording = await openRecording(file, options);
      recordings.push(recording);
      return recording.finish(await runInto(plan, runOptions, recording.add));
    },
    describe: (head) => recordings[0]?.describe(head),
    async close() {
      for (const recording of recordings) {
        recording.close();
      }
      await endpoint.close();
    },
  };
}

async function openRecording(
  file: string | undefined,
  { onLostStream = () => {} }: Pick<SessionOptions, 'onLostStream'>,
): Promise<Recording> {
  try {
    if (file !== undefined) {
      await makeFolder(dirname(file));
    }
    return startRecording({ file, onLost: onLostStream });
  } catch (error) {
    throw new UsageError(`cannot write the stream ${file}: ${describeFileError(error)}`);
  }
}
