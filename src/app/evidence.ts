import { definitionsOf } from '../conformance/define-case.js';
import { baseId } from '../conformance/index.js';
import type { Verification } from '../evidence/verify-bundle.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { beginsAsBundle } from './begins-as-bundle.js';
import { prepareSuite } from './prepare-suite.js';
import { readVerifier } from './read-key.js';
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
  const { verifyBundle } = await import('../evidence/verify-bundle.js');
  return verifyBundle(file, {
    key,
    suite: {
      version: suite.version,
      definition: definitions.common,
      size: suite.cases.length,
      definitionOf: (id) => definitions.of(baseId(id)),
    },
  });
}

/** A file that does not even begin as a bundle was never one. */
async function checkBeginning(file: string): Promise<void> {
  const isBundle = await beginsAsBundle(file).catch((error: unknown) => {
    throw new UsageError(`cannot read ${file}: ${describeFileError(error)}`);
  });
  if (!isBundle) {
    throw new UsageError(`${file} is no evidence bundle`, 'run and conformance write one with --bundle FILE');
  }
}
