import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Diagnostic, Reader } from '../../config/index.js';
import { readDocument } from '../../config/stored-documents.js';
import { errorAt } from '../../config/text/diagnostic.js';
import { type Node, toData } from '../../config/text/node.js';
import type { Location } from '../../config/text/source-file.js';
import { readBytes } from '../../conformance/read-shaped.js';
import { type Need, needShape } from '../../record/index.js';
import { findProblems } from '../../results/schema/problems.js';

/** A need as it was read, and the SHA-256 of its file in hex; null where there are errors among the diagnostics. */
export interface ReadNeed {
  readonly need: Need | null;
  readonly sha256: string;
  readonly diagnostics: readonly Diagnostic[];
}

const howToGetOne = 's3tester record --need FILE writes one';

/** Reads the need of a program, as `s3tester record` writes it. */
export async function readNeed(file: string, reader: Reader): Promise<ReadNeed> {
  const found = await readBytes(file, reader, { missing: 'there is no such need', code: 'no-need' });
  if ('problem' in found) {
    return { need: null, sha256: '', diagnostics: [found.problem] };
  }
  const { bytes } = found;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { root, diagnostics } = await readDocument({ name: file, text: Buffer.from(bytes).toString('utf8') });
  if (!root) {
    const told = diagnostics.map((one) => (one.code === 'empty-file' ? { ...one, hint: howToGetOne } : one));
    return { need: null, sha256, diagnostics: told };
  }
  const data = toData(root);
  const read = z.safeParse(needShape, data);
  if (read.success) {
    return { need: read.data, sha256, diagnostics };
  }
  const problems = findProblems(data, needShape).map(({ path, text }) =>
    errorAt(placeOf(root, path), 'no-need', text, howToGetOne),
  );
  return { need: null, sha256, diagnostics: [...diagnostics, ...problems] };
}

/** Where a value is written, or the map or list in which it is missing. */
function placeOf(root: Node, path: readonly PropertyKey[]): Location {
  let node = root;
  for (const key of path) {
    const inner =
      node.kind === 'map'
        ? node.entries.find((entry) => entry.key === key)?.value
        : node.kind === 'list' && typeof key === 'number'
          ? node.items[key]
          : undefined;
    if (inner === undefined) {
      break;
    }
    node = inner;
  }
  return node.at;
}
