import { type Diagnostic, hasErrors, type Reader } from '../config/index.js';
import { list, object, required } from '../config/shape/compound.js';
import type { ShapeOf } from '../config/shape/shape.js';
import { nearestHint } from '../config/shape/suggest.js';
import type { StoredDocuments } from '../config/stored-documents.js';
import { errorAt } from '../config/text/diagnostic.js';
import { readShaped } from './read-shaped.js';
import { recordShape } from './record-shape.js';

const ledgerFile = object('a file of records', {
  records: required(list(recordShape, { min: 1 }), 'The records.'),
});

/** An answer of AWS as it was seen; `id` is `<area>/<name>`, by which cases cite it. */
export type AwsRecord = ShapeOf<typeof recordShape>;

/** The records of a suite in the order of their files, and what is wrong with them. */
export interface Ledger {
  readonly records: readonly AwsRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files of records, each with its area; what cannot be read is left out. */
export async function readLedger(
  files: readonly { readonly file: string; readonly area: string }[],
  reader: Reader,
  stored: StoredDocuments | undefined,
): Promise<Ledger> {
  const read = await Promise.all(
    files.map(async ({ file, area }) => {
      const missing = 'there is no such file of records';
      const { content, diagnostics } = await readShaped(file, ledgerFile, reader, { stored, missing });
      return { area, records: content?.records ?? [], diagnostics };
    }),
  );
  const records = read.flatMap(({ area, records }) => records.map((one) => inArea(area, one)));
  const diagnostics = read.flatMap((one) => one.diagnostics);
  return {
    records,
    diagnostics: hasErrors(diagnostics) ? diagnostics : [...diagnostics, ...checkRecords(records)],
  };
}

/** The same record, with its id and those that it names as they are outside its file. */
function inArea(area: string, record: AwsRecord): AwsRecord {
  const whole = (id: string): string => (id.includes('/') ? id : `${area}/${id}`);
  const { id, conflicts_with } = record;
  return {
    ...record,
    id: whole(id),
    ...(conflicts_with ? { conflicts_with: conflicts_with.map(whole) } : {}),
  };
}

function checkRecords(records: readonly AwsRecord[]): readonly Diagnostic[] {
  const known = records.map(({ id }) => id);
  return records.flatMap((record, index) => {
    const { id, conflicts_with = [], note, places, where } = record;
    const conflicts = places.get('conflicts_with');
    return [
      ...(known.indexOf(id) === index
        ? []
        : [errorAt(places.get('id') ?? where, 'duplicate-record', `there are two records "${id}"`)]),
      ...conflicts_with
        .filter((other) => !known.includes(other))
        .map((other) => unknownRecord(other, known, conflicts)),
      ...(conflicts && note === undefined
        ? [errorAt(conflicts, 'missing-key', 'a record with conflicts_with needs a note that says in what')]
        : []),
    ];
  });
}

/** What is said of a name that no record has. */
export function unknownRecord(
  name: string,
  known: readonly string[],
  at: Parameters<typeof errorAt>[0],
): Diagnostic {
  return errorAt(at, 'unknown-record', `there is no record "${name}"`, nearestHint(name, known));
}
