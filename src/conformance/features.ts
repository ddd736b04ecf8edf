import { type Diagnostic, hasErrors, type Reader } from '../config/index.js';
import { list, object, optional, required } from '../config/shape/compound.js';
import { text } from '../config/shape/scalars.js';
import type { ShapeOf } from '../config/shape/shape.js';
import { readDocument, type StoredDocuments } from '../config/stored-documents.js';

const feature = object('a feature', {
  name: required(text, 'The name that cases use.'),
  description: required(text, 'One line: what it is.'),
  reference: required(text, 'The AWS page about it.'),
  probe: optional(text, 'The case that shows whether a server has it at all.'),
});

const featureList = object('the list of features', {
  version: required(text, 'The version of the suite.'),
  features: required(list(feature, { min: 1 }), 'The closed list.'),
});

/** One entry of the closed list of features. */
export type Feature = ShapeOf<typeof feature>;

/** Reads the list of features; `list` is null after errors. */
export async function readFeatures(
  file: string,
  reader: Reader,
  stored: StoredDocuments | undefined,
): Promise<{ list: ShapeOf<typeof featureList> | null; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const bytes = await reader.read(file).catch(() => null);
  if (!bytes) {
    return {
      list: null,
      diagnostics: [
        { code: 'no-suite', severity: 'error', message: 'there is no such list of features', file },
      ],
    };
  }
  const parsed = await readDocument({ name: file, text: Buffer.from(bytes).toString('utf8') }, stored);
  diagnostics.push(...parsed.diagnostics);
  if (!parsed.root) {
    return { list: null, diagnostics };
  }
  const context = {
    report: (diagnostic: Diagnostic) => diagnostics.push(diagnostic),
    environment: () => undefined,
  };
  const list = featureList.read(parsed.root, context);
  return { list: list && !hasErrors(diagnostics) ? list : null, diagnostics };
}
