import type { Asked } from '../doctor/ask.js';
import { checkAddressing, checkRegion } from '../doctor/check-addressing.js';
import { checkConnection } from '../doctor/check-connection.js';
import { checkCredentials } from '../doctor/check-credentials.js';
import { checkServer } from '../doctor/check-server.js';
import {
  checksumCases,
  describeChecksums,
  describeFeatures,
  type ProbedFeature,
} from '../doctor/describe-features.js';
import type { Finding } from '../doctor/finding.js';
import { defined } from '../lib/defined.js';
import { finding } from '../lib/finding.js';
import { exitCodes } from '../results/exit-code.js';
import { systemClock } from '../runner/index.js';
import { createS3Client } from '../s3/index.js';
import { startEndpoint } from './endpoint.js';
import type { Refused } from './outcome.js';
import { refuse } from './outcome.js';
import { type PreparedSuite, type PrepareSuiteOptions, prepareSuite } from './prepare-suite.js';
import { resolveTarget, type Target } from './resolve-target.js';
import { embeddedForSuite, runSuiteWith } from './run-conformance.js';
import { selectSuiteCases } from './select-suite-cases.js';
import { openSession, type WatchOptions } from './session.js';

/** How an endpoint is examined; all of it may be absent, and is then as on the command line. */
export interface ExamineOptions extends PrepareSuiteOptions, WatchOptions {
  /** Make no buckets: features and checksums are not tried. */
  readonly readOnly?: boolean | undefined;
}

/** What was found, in the order in which it was looked at. */
export interface Examination {
  readonly endpoint_url: string;
  readonly findings: readonly Finding[];
  /** 0 where nothing stands in the way of a run, 3 where something does, 130 where it was interrupted. */
  readonly exitCode: number;
}

/**
 * Looks at an endpoint as `s3tester doctor` does: who answers there, keys, region, addressing, clock, certificates, and
 * which features work. Never rejects for what the endpoint does.
 */
export async function examine(
  options: ExamineOptions,
  onFinding: (found: Finding) => void,
): Promise<Examination | Refused> {
  const prepared = await prepareSuite(options, { toRun: false });
  if (!prepared.suite) {
    return refuse(prepared.diagnostics);
  }
  const target = await resolveTarget(prepared);
  const endpoint = await startEndpoint(target, embeddedForSuite);
  const findings: Finding[] = [];
  const add = (...found: readonly Finding[]): boolean => {
    findings.push(...found);
    found.forEach(onFinding);
    return found.every(({ status }) => status !== 'fail');
  };
  try {
    const isReached = await lookAt(endpoint.url, target, options, add);
    if (isReached && !options.signal?.aborted) {
      const session = await openSession(target, { ...options, endpoint });
      add(...(await tryFeatures(session, prepared, target, options)));
    }
  } finally {
    await endpoint.close();
  }
  const isStopped = findings.some(({ status }) => status === 'fail');
  return {
    endpoint_url: endpoint.url,
    findings,
    exitCode: options.signal?.aborted
      ? exitCodes.interrupted
      : isStopped
        ? exitCodes.unjudged
        : exitCodes.passed,
  };
}

/** What answers at an endpoint, without what its credentials may do: what identifies a server beside its results. */
export async function identify(
  endpointUrl: string,
  target: Target,
  watch: WatchOptions,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  await lookAt(endpointUrl, target, watch, (...found) => {
    findings.push(...found.filter(({ check }) => check !== 'credential'));
    return found.every(({ status }) => status !== 'fail');
  });
  return findings;
}

/** All that needs no bucket; whether it makes sense to go on. */
async function lookAt(
  endpointUrl: string,
  { settings, keys, ca }: Target,
  { clock = systemClock, signal = new AbortController().signal }: WatchOptions,
  add: (...found: readonly Finding[]) => boolean,
): Promise<boolean> {
  const { region, insecure, pathStyle, timeout } = settings;
  const timeoutMs = Math.min(timeout, 30) * 1000;
  if (!add(...(await checkConnection({ endpointUrl, ca, insecure, timeoutMs })))) {
    return false;
  }
  const client = createS3Client(
    { endpointUrl, region, insecure, ...defined({ pathStyle, ca }) },
    { now: () => clock.now(), random: Math.random },
  );
  const asked: Asked = { client, endpointUrl, region, timeoutMs, signal, now: () => clock.now() };
  try {
    if (!add(...(await checkServer(asked)))) {
      return false;
    }
    const isKnown = add(...(await checkCredentials(asked, [...keys.values()])));
    const signer = signerOf(keys);
    if (isKnown && signer) {
      add(await checkRegion(asked, signer), await checkAddressing(asked, signer));
    }
    return isKnown;
  } finally {
    await client.close();
  }
}

function signerOf(keys: Target['keys']) {
  const keyed = [...keys.values()].filter((credential) => credential.kind === 'keys');
  return keyed.find(({ name }) => name === 'main') ?? keyed[0];
}

async function tryFeatures(
  session: Awaited<ReturnType<typeof openSession>>,
  prepared: PreparedSuite,
  { keys }: Target,
  { readOnly = false }: ExamineOptions,
): Promise<readonly Finding[]> {
  if (readOnly || !keys.has('main')) {
    const why = readOnly ? 'no buckets were to be made' : 'that needs the credential "main"';
    return [finding('features', 'unknown', `features and checksums were not tried: ${why}`)];
  }
  const features = prepared.suite.features.flatMap(({ name, probe }): ProbedFeature[] =>
    probe === undefined ? [] : [{ name, probe }],
  );
  const ids = [...features.map(({ probe }) => probe), ...Object.values(checksumCases)];
  const selected = selectSuiteCases({ cases: ids }, prepared.suite);
  const results = await runSuiteWith(session, session.run, prepared, selected, {});
  return [describeChecksums(results.cases), describeFeatures(features, results.cases)];
}
