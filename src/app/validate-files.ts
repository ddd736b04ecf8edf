import type { Diagnostic } from '../config/index.js';
import { type PreparedFiles, prepareFiles, type RefusedFiles } from './prepare-files.js';
import { resolveKeys } from './resolve-target.js';
import type { TargetOptions } from './target-options.js';
import { UsageError, usageDiagnostic } from './usage-error.js';

/** How files are checked. */
export interface ValidateFilesOptions extends TargetOptions {
  /** Also whether files exist, profiles resolve, every `${…}` has a value, and nothing is unused. */
  readonly strict?: boolean | undefined;
}

/**
 * Says all that is wrong with scenario files and can be known without sending anything, as `s3tester validate` does.
 * Where nothing is, the list is empty; `hasErrors` says whether it contains errors, not only warnings.
 *
 * @example
 * ```ts
 * const diagnostics = await validateFiles(['scenario.yaml'], { strict: true });
 * if (hasErrors(diagnostics)) {
 *   throw new Error(diagnostics.map(renderDiagnostic).join('\n'));
 * }
 * ```
 */
export async function validateFiles(
  paths: readonly string[],
  options: ValidateFilesOptions = {},
): Promise<readonly Diagnostic[]> {
  try {
    return (await checkFiles(paths, options)).diagnostics;
  } catch (error) {
    if (error instanceof UsageError) {
      return [usageDiagnostic(error)];
    }
    throw error;
  }
}

/** Checks files and, where it is to be strict, the profiles that they name; rejects with a {@link UsageError}. */
export async function checkFiles(
  paths: readonly string[],
  { strict = false, ...options }: ValidateFilesOptions,
): Promise<PreparedFiles | RefusedFiles> {
  const files = await prepareFiles(paths, options, {
    strict,
    unused: strict,
    mayBeEmpty: 'for-suite',
  });
  // A key that cannot sign is told with its place already, and would end the look-up of the others.
  const canResolve = !files.diagnostics.some(({ code }) => code === 'empty-key' || code === 'impossible-key');
  const more = strict && canResolve ? await checkProfiles(files.credentials) : [];
  const diagnostics = [...files.diagnostics, ...more];
  return more.length > 0 ? { ...files, configuration: null, diagnostics } : files;
}

async function checkProfiles(credentials: PreparedFiles['credentials']): Promise<readonly Diagnostic[]> {
  try {
    await resolveKeys(credentials);
    return [];
  } catch (error) {
    if (error instanceof UsageError) {
      return [{ code: 'profile', severity: 'error', message: error.message }];
    }
    throw error;
  }
}
