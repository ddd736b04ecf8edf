import { type Diagnostic, hasErrors, type Reader } from '../config/index.js';
import type { Shape } from '../config/shape/shape.js';
import { readDocument, type StoredDocuments } from '../config/stored-documents.js';

/** What a file holds, or null where the diagnostics contain errors. */
export interface ShapedFile<T> {
  readonly content: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of a suite that is no configuration; `missing` says what there is none of, where there is no such file. */
export async function readShaped<T>(
  file: string,
  shape: Shape<T>,
  reader: Reader,
  { stored, missing }: { readonly stored: StoredDocuments | undefined; readonly missing: string },
): Promise<ShapedFile<T>> {
  const bytes = await reader.read(file).catch(() => null);
  if (!bytes) {
    return { content: null, diagnostics: [{ code: 'no-suite', severity: 'error', message: missing, file }] };
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
