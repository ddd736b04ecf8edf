import { randomBytes, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import nodePath, { type PlatformPath } from 'node:path';
import { evaluate } from '../config/values/evaluate.js';
import { defined } from '../lib/defined.js';
import type { RunEvent } from '../results/events.js';
import { createFold } from '../results/fold.js';
import { createLearningRedactor, type Redactor } from '../results/redact.js';
import type { Results } from '../results/types.js';
import { createS3Client } from '../s3/index.js';
import type { Credential, S3Client } from '../s3/types.js';
import type { RunContext } from './context.js';
import { createBudget } from './control/budget.js';
import { createCap } from './control/cap.js';
import type { Clock } from './control/clock.js';
import { watchCases } from './control/ended-cases.js';
import { watchInterrupt } from './control/ending.js';
import { watchEndpoint } from './control/endpoint-watch.js';
import { makeProbe } from './control/probe.js';
import { watchSettling } from './control/settling.js';
import { systemClock } from './control/system-clock.js';
import { defaultCredential, type GivenCredential } from './credentials.js';
import { type Journal, noJournal } from './journal/journal.js';
import { journalFolder } from './journal/journal-folder.js';
import { openJournal } from './journal/open-journal.js';
import { plainUrl } from './journal/plain-url.js';
import { countPlan } from './plan/count.js';
import type { Plan } from './plan/plan.js';
import { wholeRun } from './plan/shard.js';
import { inlineSecrets } from './record/inline-secrets.js';
import { createShortener } from './record/shorten-data.js';
import { runFixtures } from './run-fixtures.js';
import { runPlan } from './run-plan.js';
import { runStep } from './steps/step.js';
import { makeFractions, makeRandom } from './values/random.js';
import { makeRunValues } from './values/values.js';

/** What a run needs from outside; everything that has an effect or changes from run to run. */
export interface RunOptions {
  /** Where the server listens: the plan's endpoint, or where the embedded server was started. */
  readonly endpointUrl: string;
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Ids of the credentials, as far as they are known. */
  readonly identities?: readonly GivenCredential[];
  readonly version: string;
  /** Facts about the target besides those of the configuration, which come over them. */
  readonly targetFacts?: Readonly<Record<string, unknown>>;
  /** PEM text of further certificate authorities. */
  readonly ca?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly path?: PlatformPath;
  /** Keep the trace of every step. */
  readonly traceAll?: boolean;
  /** Leave the buckets of cases that did not pass; the journal names them, so that `clean` can remove them. */
  readonly keepBuckets?: boolean;
  /** Aborted at the first Ctrl-C: no new steps, running ones end, clean-up runs. */
  readonly interrupt?: AbortSignal;
  /**
   * Look at the keys, the clock and the server before anything else, and send nothing more where nothing could pass;
   * true by default.
   */
  readonly preflight?: boolean;
  /** Called with every event as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Runs a plan and gives its results; always ends in results, whatever the server does. What `onEvent` throws is thrown
 * at the end, after the clean-up.
 */
export async function run(plan: Plan, options: RunOptions): Promise<Results> {
  const fold = createFold();
  const late = await runInto(plan, options, fold.add);
  const results = fold.results();
  return late ? redactResults(results, late) : results;
}

/**
 * Runs a plan and hands every event to `record`, which must not throw. Where a secret came to light late, it gives the
 * redactor that masks it in what was recorded before, and else null.
 */
export async function runInto(
  plan: Plan,
  options: RunOptions,
  record: (event: RunEvent) => void,
): Promise<Redactor | null> {
  const { endpointUrl, credentials, environment = {}, clock = systemClock, interrupt, onEvent } = options;
  const { settings, part } = plan;
  const { index, count } = part ?? wholeRun;
  const runId = randomBytes(4).toString('hex');
  const values = makeRunValues({
    now: () => clock.now(),
    makeRandom: () => makeRandom(plan.seed),
    runId,
    environment,
    target: {
      endpoint_url: endpointUrl,
      region: settings.region,
      ...options.targetFacts,
      ...evaluateTarget(plan, environment),
    },
    credentials: Object.fromEntries(
      (options.identities ?? []).map((entry) => [entry.name, publicFacts(entry)]),
    ),
    isSeeded: plan.seed !== undefined,
    shard: { index, count },
  });
  const ownClient = createS3Client(
    {
      endpointUrl,
      region: settings.region,
      insecure: settings.insecure,
      ...defined({ pathStyle: settings.pathStyle, ca: options.ca }),
      ...(typeof values.target.website_endpoint === 'string'
        ? { websiteEndpoint: values.target.website_endpoint }
        : {}),
    },
    { now: () => clock.now(), random: makeFractions(plan.seed, part?.index) },
  );
  const abort = new AbortController();
  // Every step that waits or asks again listens, so that many listeners are no leak.
  setMaxListeners(0, abort.signal);
  const ending = watchInterrupt({ interrupt, abort: abort.signal }, clock, (wait) =>
    shared.emit({ type: 'waiting', ...wait }),
  );
  setMaxListeners(0, ending.interrupted, ending.operations, ending.cleanUp);
  const settling = watchSettling(settings.settle * 1000, clock);
  const budget = createBudget(settings.maxRequests, countPlan(plan).requests);
  const client: S3Client = {
    ...ownClient,
    async send(call, sending) {
      budget.spend();
      const outcome = await ending.track(() => ownClient.send(call, sending));
      settling.note(call, outcome);
      return outcome;
    },
  };
  const probe = makeProbe({ client, endpointUrl, region: settings.region, clock }, ending.interrupted);
  const endpoint = watchEndpoint(probe.ask, clock, ending.interrupted);
  let failures = 0;
  const followers: { problem?: { readonly error: unknown } } = {};
  const redactor = createLearningRedactor([...secretsOf(credentials), ...inlineSecrets(plan, environment)]);
  const shared = {
    plan,
    client,
    credentials,
    clock,
    ...createCap(settings.concurrency),
    endpoint,
    redact: redactor.redact,
    learnSecrets: redactor.learn,
    ending,
    emit(event: RunEvent) {
      if (isFailure(event)) {
        failures++;
      }
      record(event);
      try {
        onEvent?.(event);
      } catch (error) {
        // Whoever follows the run is told at its end, when all is cleaned up.
        followers.problem ??= { error };
      }
    },
  };
  const context: RunContext = {
    ...shared,
    values,
    runStep,
    shorten: createShortener(),
    ended: watchCases(plan),
    settling,
    budget,
    fixtures: runFixtures(shared, runId, journalOf(plan, runId, clock, options)),
    path: options.path ?? nodePath,
    traceAll: options.traceAll ?? false,
    keepBuckets: options.keepBuckets ?? false,
    interrupted: () => interrupt?.aborted ?? false,
    stopReason(phase) {
      if (endpoint.lost !== null) {
        return endpoint.lost.skipReason;
      }
      if (phase === 'after_test') {
        return null;
      }
      if (interrupt?.aborted) {
        return 'interrupted';
      }
      if (budget.spent() !== null) {
        return budget.spent();
      }
      return plan.bail !== undefined && failures >= plan.bail ? `stopped after ${failures} failures` : null;
    },
  };
  try {
    await runPlan(
      plan,
      context,
      { session_id: randomUUID(), s3tester_version: options.version, endpoint_url: endpointUrl },
      {
        first: (timeoutMs) => probe.first(firstSigner(plan, options), timeoutMs),
        server: probe.server,
      },
    );
  } finally {
    abort.abort();
    await client.close();
  }
  if (followers.problem) {
    throw followers.problem.error;
  }
  return redactor.hasLearned ? redactor.redact : null;
}

function redactResults(results: Results, redact: Redactor): Results {
  return {
    ...results,
    results: results.results.map((result) => redact(result)),
    cases: results.cases.map((result) => redact(result)),
  };
}

/** Who signs the first request: the credential that groups have by default; undefined where none of them uses it. */
function firstSigner(plan: Plan, { credentials, preflight = true }: RunOptions): Credential | undefined {
  const usual = defaultCredential(plan.credentials);
  return preflight && plan.groups.some(({ credential }) => credential === usual)
    ? credentials.get(usual)
    : undefined;
}

/** Where a run writes down its buckets; those of the embedded server go with the process that holds it. */
function journalOf(
  { settings }: Plan,
  runId: string,
  clock: Clock,
  { endpointUrl, environment = {} }: RunOptions,
): Journal {
  if (settings.endpointUrl === 'embedded') {
    return noJournal;
  }
  return openJournal(journalFolder(environment), {
    runId,
    endpointUrl: plainUrl(endpointUrl),
    region: settings.region,
    pathStyle: settings.pathStyle ?? null,
    started: clock.now().toISOString(),
  });
}

/** A case whose set-up failed has no failed step to count. */
function isFailure(event: RunEvent): boolean {
  if (event.type === 'step-finished') {
    return event.result.status === 'fail' || event.result.status === 'error';
  }
  if (event.type === 'turn-finished') {
    return event.status === 'fail' || event.status === 'error';
  }
  return event.type === 'case-finished' && event.result.set_up !== undefined;
}

function evaluateTarget(
  plan: Plan,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const scope = { lookup: (name: string) => environment[name], now: () => new Date(), random: () => '' };
  return Object.fromEntries([...plan.target].map(([name, value]) => [name, evaluate(value, { scope })]));
}

function publicFacts({ access_key, arn, account_id, canonical_id }: GivenCredential): Record<string, string> {
  const facts = { access_key, arn, account_id, canonical_id };
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function* secretsOf(credentials: ReadonlyMap<string, Credential>): Generator<string> {
  for (const credential of credentials.values()) {
    if (credential.kind !== 'keys') {
      continue;
    }
    yield credential.secretKey;
    if (credential.sessionToken) {
      yield credential.sessionToken;
    }
  }
}
