import type { Diagnostic } from '../config/index.js';
import type { ExitCode } from '../results/exit-code.js';
import type { Results } from '../results/types.js';
import { UsageError, usageDiagnostic } from './usage-error.js';

/** A run that took place, whether what it tested passed or failed. */
export interface Finished {
  readonly results: Results;
  /** Warnings; a run takes place in spite of them. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the command would exit with: 0 passed, 1 failed, 3 could not be judged, 130 interrupted. */
  readonly exitCode: ExitCode;
}

/** A run that did not take place, since there is something wrong with what was asked for. Nothing was sent. */
export interface Refused {
  readonly results: null;
  /** What is wrong; `renderDiagnostic` makes a text of each. */
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: 2;
}

/** How a run ended. The fields are the same in every case; `results` is null if nothing was run. */
export type Outcome = Finished | Refused;

/** Takes a mistake in what was asked for as a refusal; a defect still rejects. */
export async function refuseMistakes(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError) {
      return refuse([usageDiagnostic(error)]);
    }
    throw error;
  }
}

/** The outcome of what cannot be run. */
export function refuse(diagnostics: readonly Diagnostic[]): Refused {
  return { results: null, diagnostics, exitCode: 2 };
}
