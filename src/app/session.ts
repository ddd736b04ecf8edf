import { defined } from '../lib/defined.js';
import type { RunEvent } from '../results/events.js';
import type { Results } from '../results/types.js';
import type { Clock } from '../runner/control/clock.js';
import { systemClock } from '../runner/control/system-clock.js';
import type { Plan } from '../runner/plan/plan.js';
import { run } from '../runner/run.js';
import { begin, type Part } from './begin.js';
import { type EmbeddedOptions, type Endpoint, startEndpoint } from './endpoint.js';
import type { Start } from './read-start.js';
import type { Target } from './resolve-target.js';
import type { Environment } from './target-options.js';
import { version } from './version.js';

/** How runs are followed, and ended before their time. */
export interface WatchOptions {
  /** Called with every event as it happens; secrets are redacted. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** When it is aborted no step begins any more, running ones end, and what was made is removed. */
  readonly signal?: AbortSignal | undefined;
  /** Keep the requests and responses of every step, not only of failed ones. */
  readonly trace?: boolean | undefined;
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
}

/** An endpoint that runs are made against, until it is closed. */
export interface Session {
  /** Waits until a run may begin, where it is not to begin at once. */
  begin(start: Start, part: Part): Promise<void>;
  run(plan: Plan): Promise<Results>;
  close(): Promise<void>;
}

/** Opens a session: starts the embedded server where it is asked for. */
export async function openSession(target: Target, options: SessionOptions): Promise<Session> {
  const { environment = process.env, onEvent, signal, trace = false, clock, preflight, embedded } = options;
  const endpoint = options.endpoint ?? (await startEndpoint(target, embedded));
  return {
    begin: (start, part) =>
      begin(start, part, target, endpoint.url, {
        clock: clock ?? systemClock,
        signal: signal ?? new AbortController().signal,
        tell: (reason, seconds) => onEvent?.({ type: 'waiting', reason, seconds }),
      }),
    run: (plan) =>
      run(plan, {
        endpointUrl: endpoint.url,
        credentials: target.keys,
        identities: endpoint.identities,
        version,
        targetFacts: endpoint.targetFacts,
        environment,
        traceAll: trace,
        ...defined({ ca: target.ca, clock, interrupt: signal, onEvent, preflight }),
      }),
    close: () => endpoint.close(),
  };
}
