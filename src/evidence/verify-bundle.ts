import type { KeyObject } from 'node:crypto';
import { finding } from '../lib/finding.js';
import { checkExchanges } from './check-exchanges.js';
import { checkParts } from './check-parts.js';
import { checkPlan, type KnownSuite } from './check-plan.js';
import { checkResults } from './check-results.js';
import { checkSignature } from './check-signature.js';
import type { Finding } from './finding.js';
import { newerFormat } from './newer-format.js';
import { parseMember } from './parse-member.js';
import { DamageError, type OpenBundle, openBundle } from './read-bundle.js';
import { resultsIn } from './results-in.js';
import { manifest as manifestSchema, plan as planSchema, server as serverSchema } from './schema.js';
import type { Manifest } from './types.js';

/** What a bundle is held against. */
export interface VerifyOptions {
  /** Who must have signed it; anybody or nobody where it is undefined. */
  readonly key: KeyObject | undefined;
  readonly suite: KnownSuite;
}

/** What came of the checks of a bundle; `manifest` is null where it could not be read. */
export interface Verification {
  readonly verdict: 'verified' | 'changed' | 'unjudged';
  readonly manifest: Manifest | null;
  readonly findings: readonly Finding[];
}

/**
 * Checks a bundle: that nothing in it was changed, who signed it, that its results fit to themselves and to the exchanges,
 * and that its plan is that of the suite. Rejects with the system's error where the file cannot be read.
 */
export async function verifyBundle(file: string, options: VerifyOptions): Promise<Verification> {
  const findings: Finding[] = [];
  let manifest: Manifest | null = null;
  let bundle: OpenBundle | undefined;
  try {
    bundle = await openBundle(file);
    const newer = await newerFormat(bundle);
    if (newer !== null) {
      findings.push(finding('parts', 'unknown', newer));
    } else {
      manifest = await parseMember(bundle, 'manifest.json', manifestSchema);
      findings.push(await checkParts(bundle, manifest), await checkSignature(bundle, options.key));
      if (findings.every(({ status }) => status !== 'fail')) {
        findings.push(...(await checkContents(bundle, manifest, options.suite)));
      }
    }
  } catch (error) {
    if (!(error instanceof DamageError)) {
      throw error;
    }
    findings.push(finding('parts', 'fail', error.message));
  } finally {
    bundle?.close();
  }
  return { verdict: verdictOf(findings), manifest, findings };
}

function verdictOf(findings: readonly Finding[]): Verification['verdict'] {
  const statuses = new Set(findings.map(({ status }) => status));
  return statuses.has('fail') ? 'changed' : statuses.has('unknown') ? 'unjudged' : 'verified';
}

async function checkContents(
  bundle: OpenBundle,
  manifest: Manifest,
  suite: KnownSuite,
): Promise<readonly Finding[]> {
  const plan = await parseMember(bundle, 'plan.json', planSchema);
  const server = await parseMember(bundle, 'server.json', serverSchema);
  const results = await resultsIn(bundle);
  return [
    checkResults(results, plan, manifest),
    ...(await checkExchanges(bundle, results, server)),
    checkPlan(plan, suite),
  ];
}
