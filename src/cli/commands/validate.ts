import type { Command } from 'commander';
import type { Diagnostic } from '../../config/index.js';
import { CredentialError } from '../../runner/credentials.js';
import { deliverDiagnostics, tally, tellErrors, tellWarnings } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions, type TargetOptions } from '../options.js';
import { findConfigurations, prepare } from '../prepare.js';
import { resolveAll } from '../resolve-credentials.js';
import { UsageError } from '../usage-error.js';

interface ValidateOptions extends CommonOptions, TargetOptions {
  readonly strict?: boolean;
}

/** `s3tester validate`: everything that is wrong and can be known without sending anything; exits 0 or 2. */
export async function validateCommand(given: readonly string[], command: Command, io: Io): Promise<void> {
  const options = gatherOptions<ValidateOptions>(command);
  const files = await findConfigurations(given, options, io);
  const strict = options.strict ?? false;
  const prepared = await prepare(files, options, { strict, unused: strict }, io);
  const diagnostics = [...prepared.diagnostics, ...(strict ? await checkProfiles(prepared.credentials) : [])];
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  if (!prepared.configuration || diagnostics.length > warnings.length || (strict && warnings.length > 0)) {
    tellErrors(diagnostics, io);
    await deliverDiagnostics(diagnostics, options, io);
    process.exitCode = 2;
    return;
  }
  tellWarnings(warnings, io);
  await deliverDiagnostics(warnings, options, io);
  if (options.format === undefined || options.format === 'table') {
    const count = prepared.configuration.files.length;
    const files = count === 1 ? '1 file is' : `${count} files are`;
    const groups = tally(prepared.configuration.groups.length, 'group');
    await deliver(`${files} valid: ${groups}\n`, options.output, io);
  }
}

async function checkProfiles(credentials: Parameters<typeof resolveAll>[0]): Promise<Diagnostic[]> {
  try {
    await resolveAll(credentials);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof CredentialError)) {
      throw error;
    }
    return [{ code: 'profile', severity: 'error', message: error.message }];
  }
}
