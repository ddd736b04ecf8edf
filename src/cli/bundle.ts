import type { KeyObject } from 'node:crypto';
import { readSigner } from '../app/read-key.js';
import { UsageError } from '../app/usage-error.js';
import type { Finding } from '../doctor/finding.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { writeJson } from '../reporting/json.js';
import type { ResultSource } from '../results/source.js';
import { type Io, note } from './io.js';
import { redactorOf } from './redactor-of.js';
import type { WatchedSession } from './watched-session.js';

/** The options of an evidence bundle. */
export interface BundleChoice {
  readonly bundle?: string | undefined;
  readonly sign?: string | undefined;
}

/** A bundle that is to be written: where, and who signs it. */
export interface BundleTarget {
  readonly path: string;
  readonly key: KeyObject | undefined;
}

/** The bundle that the options ask for, its key read before anything is sent; undefined where none is. */
export async function bundleOf(
  { bundle: path, sign }: BundleChoice,
  io: Io,
): Promise<BundleTarget | undefined> {
  if (path === undefined) {
    if (sign !== undefined) {
      throw new UsageError('--sign signs an evidence bundle: --bundle FILE names it');
    }
    return undefined;
  }
  return { path, key: sign === undefined ? undefined : await readSigner(sign, io.environment) };
}

/** Writes a bundle, where one is asked for; tells where it cannot, and gives true for it. */
export async function saveBundle(
  results: ResultSource,
  bundle: BundleTarget | undefined,
  findings: readonly Finding[],
  io: Io,
): Promise<boolean> {
  if (bundle === undefined) {
    return false;
  }
  const { path, key } = bundle;
  const [{ writeBundle }, { writeAtomically }] = await Promise.all([
    import('../evidence/write-bundle.js'),
    import('../results/write.js'),
  ]);
  try {
    await writeAtomically(path, writeBundle(results, { writeJson, findings, key }));
  } catch (error) {
    io.stderr.write(`s3tester: cannot write ${path}: ${describeFileError(error)}\n`);
    return true;
  }
  note(`wrote ${path}`, io);
  return false;
}

/** What answers where a run was sent to; nothing where it did not come to its end there, or no bundle wants to know. */
export async function identifyServer(
  { interrupted, endpoint_lost, target }: ResultSource,
  bundle: BundleTarget | undefined,
  session: WatchedSession,
): Promise<readonly Finding[]> {
  if (bundle === undefined || interrupted || endpoint_lost !== null) {
    return [];
  }
  const { identify } = await import('../app/examine.js');
  const redact = redactorOf(session.target.keys);
  return redact(await identify(target.endpoint_url, session.target, {}));
}
