import { type Diagnostic, hasErrors, type Reader } from '../config/index.js';
import type { Shape } from '../config/shape/shape.js';
import { readDocument, type StoredDocuments } from '../config/stored-documents.js';

/** What a file holds, or null where the diagnostics contain errors. */
export interface ShapedFile<T> {
  readonly content: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** How such a file is read. */
export interface ReadShapedOptions {
  /** Files that need not be parsed again. */
  readonly stored: StoredDocuments | undefined;
  /** What is said where there is no such file. */
  readonly missing: string;
  /** The code of that diagnostic; `no-suite` by default. */
  readonly code?: string;
}

/** Reads a file that is no configuration, such as those of a suite. */
export async function readShaped<T>(
  file: string,
  shape: Shape<T>,
  reader: Reader,
  { stored, missing, code = 'no-suite' }: ReadShapedOptions,
): Promise<ShapedFile<T>> {
  const bytes = await reader.read(file).catch(() => null);
  if (!bytes) {
    return { content: null, diagnostics: [{ code, severity: 'error', message: missing, file }] };
  }
  const parsed = await readDocument({ name: file, text: Buffer.from(bytes).toString('utf8') }, stored);
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const content = parsed.root
    ? shape.read(parsed.root, {
        report: (diagnostic) => diagnostics.push(diagnostic),
        environment: () => undefined,
      })
    : undefined;
  return { content: content === undefined || hasErrors(diagnostics) ? null : content, diagnostics };
}
