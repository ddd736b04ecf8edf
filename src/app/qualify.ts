import { type Diagnostic, hasErrors } from '../config/index.js';
import { type Qualification, qualificationExitCode } from '../qualify/qualification.js';
import { type ExitCode, exitCodes } from '../results/exit-code.js';
import { prepareQualification, type QualificationOptions } from './prepare-qualification.js';
import { resolveTarget } from './resolve-target.js';
import { embeddedForSuite } from './run-conformance.js';
import { runQualification } from './run-qualification.js';
import { openSession, type WatchOptions } from './session.js';
import { UsageError, usageDiagnostic } from './usage-error.js';

/** What is to be qualified, and how; all of it but the applications may be absent, and is then as on the command line. */
export interface QualifyOptions extends QualificationOptions, WatchOptions {
  /** Fixes what the clients of workloads choose: a whole number from 0. */
  readonly seed?: number | undefined;
}

/** How a qualification ended; `qualification` is null where something is wrong with what was asked for, and nothing was sent. */
export interface QualifyOutcome {
  readonly qualification: Qualification | null;
  readonly diagnostics: readonly Diagnostic[];
  /** What the command would exit with: 0 where all of it works, 1 where something does not, 3 where it is not decided. */
  readonly exitCode: ExitCode;
}

/**
 * Says of applications whether they work on a store, as `s3tester qualify` does.
 *
 * @example
 * ```ts
 * const { qualification } = await qualify({
 *   applications: ['restic', 'terraform'],
 *   endpointUrl: 'http://127.0.0.1:9000',
 *   credentials: [{ name: 'main', access_key: 'KEY', secret_key: 'SECRET' }],
 * });
 * console.log(qualification?.applications.map(({ name, answer }) => `${name}: ${answer}`));
 * ```
 */
export async function qualify(options: QualifyOptions): Promise<QualifyOutcome> {
  try {
    return await run(options);
  } catch (error) {
    if (error instanceof UsageError) {
      return refused([usageDiagnostic(error)]);
    }
    throw error;
  }
}

async function run(options: QualifyOptions): Promise<QualifyOutcome> {
  const { environment = process.env, seed = 1, signal = new AbortController().signal } = options;
  const prepared = await prepareQualification(options);
  if (!prepared.subjects || hasErrors(prepared.diagnostics)) {
    return refused(prepared.diagnostics);
  }
  const session = await openSession(await resolveTarget(prepared), {
    ...options,
    embedded: embeddedForSuite,
  });
  try {
    const qualification = await runQualification(prepared, {
      ...{ session, environment, seed },
      interrupt: signal,
      began() {},
    });
    return {
      qualification,
      diagnostics: prepared.diagnostics,
      exitCode: qualificationExitCode(qualification),
    };
  } finally {
    await session.close();
  }
}

function refused(diagnostics: readonly Diagnostic[]): QualifyOutcome {
  return { qualification: null, diagnostics, exitCode: exitCodes.misconfigured };
}
