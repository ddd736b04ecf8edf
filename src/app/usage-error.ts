import type { Diagnostic } from '../config/index.js';

/** What was asked for cannot be done: an unknown name, a setting or a file that cannot be read. Nothing was sent. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The diagnostic of a {@link UsageError}, which has no place in a file. */
export function usageDiagnostic({ message, hint }: UsageError): Diagnostic {
  return { code: 'usage', severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}
