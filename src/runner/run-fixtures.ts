import type { RunEvent } from '../results/events.js';
import type { ClientOptions, Credential, Failure, Outcome } from '../s3/types.js';
import { type Ask, makeAsk } from './clean/ask.js';
import { type CleanUpPace, longestFor } from './clean/pace.js';
import type { RunContext } from './context.js';
import { mayBeGone, sayItWasAway } from './control/endpoint-watch.js';
import { makeBucketNames } from './fixtures/bucket-names.js';
import type { Owner } from './fixtures/fixture-host.js';
import { type FixtureStore, openFixtures } from './fixtures/fixture-store.js';
import { newBuckets } from './fixtures/new-buckets.js';
import type { Journal } from './journal/journal.js';

/** What the fixtures of a run have in common with its steps. */
type Shared = Pick<
  RunContext,
  'plan' | 'client' | 'credentials' | 'clock' | 'limit' | 'endpoint' | 'ending' | 'redact'
> & { readonly emit: (event: RunEvent) => void };

const tearDownAttempts = 4;

/** Opens the fixtures of a run: they send through its client, under its cap, and report what they leave behind. */
export function runFixtures(context: Shared, runId: string, journal: Journal): FixtureStore {
  const owners = new Map<string, Owner>();
  for (const credential of context.credentials.values()) {
    if (credential.kind === 'keys') {
      owners.set(credential.name, makeOwner(credential, context));
    }
  }
  return openFixtures({
    bucketName: makeBucketNames(runId),
    journal,
    pace: paceOf(context),
    owner: (name) => owners.get(name) ?? null,
    owners: () => [...owners.values()],
    report: (problem) => context.emit(context.redact({ type: 'clean-up-problem', ...problem })),
  });
}

function makeOwner(credential: Extract<Credential, { kind: 'keys' }>, context: Shared): Owner {
  const { client, plan, ending, limit, endpoint } = context;
  const { retry, timeout, caseTimeout = timeout } = plan.settings;
  const askWith = (clientOptions: ClientOptions, signal: AbortSignal): Ask =>
    makeAsk({
      client,
      clientOptions,
      credential,
      timeoutMs: Math.min(timeout, caseTimeout) * 1000,
      signal,
      limit,
    });
  const asSteps = askWith({ driver: 'direct', checksums: 'when_supported', retry }, ending.operations);
  const patient = askWith(
    {
      driver: 'direct',
      checksums: 'when_required',
      retry: { ...retry, maxAttempts: Math.max(tearDownAttempts, retry.maxAttempts) },
    },
    ending.cleanUp,
  );
  return {
    name: credential.name,
    accessKey: credential.accessKey,
    newBuckets: newBuckets(),
    async setUp(...call) {
      const outcome = await asSteps(...call);
      const absence = mayBeGone(outcome) ? await endpoint.missed() : null;
      if (!absence || ending.interrupted.aborted) {
        return outcome;
      }
      if (endpoint.lost !== null) {
        return sayItWasAway(outcome, absence);
      }
      // What another case brought down is no reason not to begin this one.
      const again = await asSteps(...call);
      const further = mayBeGone(again) ? await endpoint.missed() : null;
      return further ? sayItWasAway(again, further) : again;
    },
    async tearDown(...call) {
      if (endpoint.lost !== null) {
        return withoutResponse({ kind: 'refused', message: endpoint.lost.message });
      }
      const outcome = await patient(...call);
      // Who pressed Ctrl-C does not wait for a server that may come back: what it keeps stands in the journal.
      if (!mayBeGone(outcome) || ending.interrupted.aborted) {
        return outcome;
      }
      await endpoint.missed();
      return endpoint.lost === null ? patient(...call) : outcome;
    },
  };
}

function paceOf({ clock, plan, ending }: Shared): CleanUpPace {
  return {
    now: () => clock.now(),
    pause: (ms) => clock.sleep(ms),
    waitForLock: ending.waitFor,
    isHurried: () => ending.interrupted.aborted,
    longestMs: longestFor(plan.settings.timeout),
  };
}

function withoutResponse(failure: Failure): Outcome {
  return { response: null, failure, exchanges: [], retries: 0 };
}
