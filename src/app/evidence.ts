import { definitionsOf } from '../conformance/define-case.js';
import { baseId } from '../conformance/index.js';
import type { Verification } from '../evidence/verify-bundle.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { prepareSuite } from './prepare-suite.js';
import { readVerifier } from './read-key.js';
import { checkKind, kindOf } from './refuse-other-kind.js';
import { UsageError } from './usage-error.js';

/** What a bundle is held against; all of it may be absent. */
export interface VerifyEvidenceOptions {
  /** A file with the public key of who must have signed it. */
  readonly publicKey?: string | undefined;
  /** The folder of a suite other than the built-in one. */
  readonly suite?: string | undefined;
}

/**
 * Checks an evidence bundle as `s3tester verify` does: that nothing in it was changed, who signed it, and that its plan is
 * that of the suite. Rejects with a {@link UsageError} where the file, the key or the suite cannot be read.
 */
export async function verifyEvidence(
  file: string,
  { publicKey, suite: folder }: VerifyEvidenceOptions = {},
): Promise<Verification> {
  await checkBeginning(file);
  const key = publicKey === undefined ? undefined : await readVerifier(publicKey);
  const { suite } = await prepareSuite({ suite: folder, environment: {} }, { toRun: false });
  if (!suite) {
    throw new UsageError(
      `the suite ${folder ?? ''} cannot be read`,
      's3tester list cases --suite DIR says why',
    );
  }
  const definitions = definitionsOf(suite);
  const [{ verifyBundle }, { NoBundleError }] = await Promise.all([
    import('../evidence/verify-bundle.js'),
    import('../evidence/read-bundle.js'),
  ]);
  return verifyBundle(file, {
    key,
    suite: {
      version: suite.version,
      definition: definitions.common,
      size: suite.cases.length,
      definitionOf: (id) => definitions.of(baseId(id)),
    },
  }).catch((error: unknown) => {
    throw error instanceof NoBundleError ? noBundle(file, `: ${error.message}`) : error;
  });
}

/** A file that does not even begin as a bundle was never one. */
async function checkBeginning(file: string): Promise<void> {
  const kind = await kindOf(file).catch((error: unknown) => {
    throw new UsageError(`cannot read ${file}: ${describeFileError(error)}`);
  });
  checkKind(kind, file, 'evidence bundle', ['zip']);
  if (kind === null) {
    throw noBundle(file);
  }
}

function noBundle(file: string, why = ''): UsageError {
  return new UsageError(
    `${file} is no evidence bundle${why}`,
    'run, conformance and report write one with --bundle FILE',
  );
}
