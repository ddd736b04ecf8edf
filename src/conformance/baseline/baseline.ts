import { type Diagnostic, hasErrors } from '../../config/index.js';
import { list, object, optional, required } from '../../config/shape/compound.js';
import { flag, oneOf, text } from '../../config/shape/scalars.js';
import type { ShapeOf } from '../../config/shape/shape.js';
import { readDocument } from '../../config/stored-documents.js';
import { errorAt } from '../../config/text/diagnostic.js';
import type { SourceFile } from '../../config/text/source-file.js';
import { matchesCase } from '../../runner/plan/selection.js';
import { baseId } from '../suite-case.js';

const entry = object('an entry of a baseline', {
  case: required(text, 'The id of a case, or a glob.'),
  verdict: required(
    oneOf(
      'fail',
      'unsupported',
      'wrong-result',
      'wrong-error',
      'wrongly-accepted',
      'wrongly-refused',
      'tolerated',
    ),
    'How it fails; tolerated: it works for clients, and is not exactly as AWS.',
  ),
  reason: required(text, 'Why: not implemented, deviates: …'),
  link: optional(text, 'The issue of that server.'),
  until: optional(text, 'The last day on which the entry is valid: 2027-06-30.'),
  flaky: optional(flag, 'It sometimes passes; needs a link.'),
});

const baselineShape = object('a baseline', {
  server: optional(text, 'The server and its version.'),
  suite: optional(text, 'The version of the suite.'),
  known: required(list(entry), 'What is known to fail.'),
});

/** A known failure. */
export type BaselineEntry = ShapeOf<typeof entry>;
/** What is known to fail on a server. */
export type Baseline = ShapeOf<typeof baselineShape>;

/** Whether the `case` of an entry speaks of a case: of one row alone, or as an id or a glob of all rows. */
export function namesCase(pattern: string, id: string): boolean {
  return id === pattern || (pattern === baseId(pattern) && matchesCase(baseId(id), pattern));
}

/** Reads a baseline; null after errors. */
export async function readBaseline(file: SourceFile): Promise<{
  baseline: Baseline | null;
  diagnostics: readonly Diagnostic[];
}> {
  const diagnostics: Diagnostic[] = [];
  const parsed = await readDocument(file);
  diagnostics.push(...parsed.diagnostics);
  if (!parsed.root) {
    return { baseline: null, diagnostics };
  }
  const context = {
    report: (diagnostic: Diagnostic) => diagnostics.push(diagnostic),
    environment: () => undefined,
  };
  const baseline = baselineShape.read(parsed.root, context);
  diagnostics.push(...(baseline?.known.flatMap(checkEntry) ?? []));
  return { baseline: baseline && !hasErrors(diagnostics) ? baseline : null, diagnostics };
}

function checkEntry({ until, flaky, link, where }: BaselineEntry): readonly Diagnostic[] {
  return [
    ...(until === undefined || isDay(until)
      ? []
      : [errorAt(where, 'wrong-value', `until: "${until}" is not a date`, 'write it as 2027-06-30')]),
    ...(flaky && link === undefined
      ? [errorAt(where, 'missing-key', 'a flaky entry needs a link to the issue about it')]
      : []),
  ];
}

function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
