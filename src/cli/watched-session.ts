import type { EmbeddedOptions } from '../app/endpoint.js';
import { resolveTarget, type Target } from '../app/resolve-target.js';
import { openSession, type Session } from '../app/session.js';
import type { WeighedSettings } from '../app/weigh-settings.js';
import { printable } from '../reporting/printable.js';
import type { RunEvent } from '../results/events.js';
import type { CaseResult } from '../results/types.js';
import { catchInterrupt } from './interrupt.js';
import type { Io } from './io.js';
import { levelOfStep, logEvent } from './log-events.js';
import { openLog } from './open-log.js';
import type { CommonOptions } from './options/common.js';
import { keptOf } from './options/report.js';
import { createProgress } from './progress.js';
import { useColor } from './reports.js';

/** A session that the terminal follows: with progress, log and Ctrl-C. */
export interface WatchedSession extends Session {
  /** Aborted at the first Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Says on stderr what is done now, above the progress. */
  tell(text: string): void;
  readonly target: Target;
  /** Erases the progress, before results are written. */
  endProgress(): void;
}

/** What is known of a run that a terminal follows. */
export interface WatchedRun {
  readonly embedded?: EmbeddedOptions;
  /** Whether a case ended as a baseline says. */
  readonly isExpected?: ((found: CaseResult) => boolean) | undefined;
  /** What of an event may be told, in the log and line by line; null where nothing may. */
  readonly tellable?: ((event: RunEvent) => RunEvent | null) | undefined;
}

/** Opens a session, shows its progress, logs what happens, and listens for Ctrl-C. */
export async function openWatchedSession(
  weighed: WeighedSettings,
  options: CommonOptions & {
    readonly trace?: boolean | undefined;
    readonly har?: string | undefined;
    readonly bundle?: string | undefined;
    readonly stream?: string | undefined;
    readonly preflight?: boolean | undefined;
    readonly keep?: readonly string[] | undefined;
  },
  io: Io,
  { embedded = {}, isExpected, tellable = (event) => event }: WatchedRun = {},
): Promise<WatchedSession> {
  const target = await resolveTarget(weighed);
  const progress = createProgress(io.stderr, {
    color: useColor(options, io, io.stderr),
    quiet: options.quiet ?? false,
    now: () => performance.now(),
    render: (text) => io.notes.render(text),
    tells: (status) => options.logFile !== undefined || !log.isLevelEnabled(levelOfStep[status]),
    isExpected,
    tellable,
  });
  const log = await openLog(options, target.keys, progress, io);
  const interrupt = catchInterrupt(io);
  const session = await openSession(target, {
    environment: io.environment,
    embedded,
    trace: options.trace === true || options.har !== undefined || options.bundle !== undefined,
    preflight: options.preflight,
    keepBuckets: keptOf(options).buckets,
    signal: interrupt.signal,
    stream: options.stream,
    onLostStream: (error) => io.lose('the stream of events', error),
    onEvent(event) {
      progress.add(event);
      const told = tellable(event);
      if (told !== null) {
        logEvent(log, told);
      }
      if (event.type === 'waiting') {
        progress.write(`waiting for ${event.seconds} s at the most: ${printable(event.reason)}\n`);
      }
    },
  });
  return {
    target,
    begin: session.begin,
    run: session.run,
    record: session.record,
    describe: session.describe,
    interrupt: interrupt.signal,
    tell: (text) => progress.write(io.notes.render(text)),
    endProgress: () => progress.end(),
    async close() {
      progress.end();
      interrupt.release();
      await session.close();
    },
  };
}
