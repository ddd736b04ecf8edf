import { checkFiles } from '../../app/validate-files.js';
import type { ValidateOptions } from '../commands/validate.js';
import { deliverDiagnostics, tally, writeErrors, writeWarnings } from '../diagnose.js';
import { findConfigurations } from '../find-configurations.js';
import { deliver, type Io } from '../io.js';
import { targetOf } from '../target-of.js';

/** `s3tester validate`: everything that is wrong and can be known without sending anything; exits 0 or 2. */
export async function validate(given: readonly string[], options: ValidateOptions, io: Io): Promise<void> {
  const paths = await findConfigurations(given, options, io);
  const { strict = false } = options;
  const { configuration, diagnostics } = await checkFiles(paths, { ...targetOf(options, io), strict });
  if (!configuration || (strict && diagnostics.length > 0)) {
    writeErrors(diagnostics, io);
    await deliverDiagnostics(diagnostics, options, io);
    process.exitCode = 2;
    return;
  }
  writeWarnings(diagnostics, io);
  await deliverDiagnostics(diagnostics, options, io);
  if (options.format === undefined || options.format === 'table') {
    const count = configuration.files.length;
    const files = count === 1 ? '1 file is' : `${count} files are`;
    const { groups } = configuration;
    const what =
      groups.length === 0 ? 'settings of s3tester conformance, and no group' : tally(groups.length, 'group');
    await deliver(`${files} valid: ${what}\n`, options.output, io);
  }
}
