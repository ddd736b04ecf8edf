import { defined } from '../lib/defined.js';
import type { Results } from '../results/types.js';
import type { GivenCredential } from '../runner/credentials.js';
import type { Plan, RunSettings } from '../runner/plan/plan.js';
import { run } from '../runner/run.js';
import { type EmbeddedOptions, startEndpoint, targetFactsOf } from './endpoint.js';
import { catchInterrupt } from './interrupt.js';
import type { Io } from './io.js';
import { logEvent } from './log-events.js';
import { openLog } from './open-log.js';
import type { CommonOptions } from './options.js';
import { createProgress } from './progress.js';
import { readAuthorities } from './read-authorities.js';
import { useColor } from './reports.js';
import { resolveAll } from './resolve-credentials.js';
import { version } from './version.js';

/** An endpoint with everything around it that runs need: credentials, progress, log, Ctrl-C. */
export interface Session {
  run(plan: Plan): Promise<Results>;
  /** Erases the progress, before results are written. */
  endProgress(): void;
  close(): Promise<void>;
}

/** Opens a session: looks up keys, starts the embedded server where it is asked for, listens for Ctrl-C. */
export async function openSession(
  prepared: { readonly settings: RunSettings; readonly credentials: readonly GivenCredential[] },
  options: CommonOptions & { readonly trace?: boolean; readonly har?: string },
  io: Io,
  embedded: EmbeddedOptions = {},
): Promise<Session> {
  const { settings } = prepared;
  const credentials = await resolveAll(prepared.credentials);
  const ca = await readAuthorities(settings.caFile);
  const progress = createProgress(io.stderr, {
    color: useColor(options, io, io.stderr),
    now: () => performance.now(),
  });
  const log = openLog(options, credentials, progress, io);
  const endpoint = await startEndpoint(settings, credentials, prepared.credentials, embedded);
  const interrupt = catchInterrupt(io);
  return {
    run: (plan) =>
      run(plan, {
        endpointUrl: endpoint.url,
        credentials,
        identities: endpoint.identities,
        version,
        targetFacts: targetFactsOf(settings, embedded, endpoint.url),
        environment: io.environment,
        traceAll: options.trace === true || options.har !== undefined,
        interrupt: interrupt.signal,
        ...defined({ ca }),
        onEvent(event) {
          progress.add(event);
          logEvent(log, event);
        },
      }),
    endProgress: () => progress.end(),
    async close() {
      progress.end();
      interrupt.release();
      await endpoint.close();
    },
  };
}
