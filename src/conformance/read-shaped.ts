import { type Diagnostic, hasErrors, type Reader } from '../config/index.js';
import type { Shape } from '../config/shape/shape.js';
import { readDocument, type StoredDocuments } from '../config/stored-documents.js';
import { describeFileError } from '../lib/describe-file-error.js';

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
  const read = await readBytes(file, reader, { missing, code });
  if ('problem' in read) {
    return { content: null, diagnostics: [read.problem] };
  }
  const parsed = await readDocument({ name: file, text: Buffer.from(read.bytes).toString('utf8') }, stored);
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const content = parsed.root
    ? shape.read(parsed.root, {
        report: (diagnostic) => diagnostics.push(diagnostic),
        environment: () => undefined,
      })
    : undefined;
  return { content: content === undefined || hasErrors(diagnostics) ? null : content, diagnostics };
}

/** The bytes of a file, or why there are none: that it is `missing`, or what else the system says of it. */
export async function readBytes(
  file: string,
  reader: Reader,
  { missing, code }: { readonly missing: string; readonly code: string },
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: Diagnostic }> {
  try {
    return { bytes: await reader.read(file) };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = isMissing ? missing : describeFileError(error);
    return { problem: { code, severity: 'error', message, file } };
  }
}
