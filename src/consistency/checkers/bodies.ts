import type { HistoryOperation } from '../history/types.js';
import type { KeyHistory } from './key-history.js';
import { findingOf, type Judgement, judgeEach } from './verdicts.js';

/** Whether every body that was read is one write, whole, with the metadata and the ETag of the same write. */
export function checkWholeBodies(history: KeyHistory): Judgement {
  const versions = versionsOf(history);
  return judgeEach(history.operations.filter(hasRead), (operation) => {
    const { read, of_version: version } = operation;
    const writeOf = (value: number | null | undefined) => writerOf(history, value);
    if (read?.mixed) {
      const writers = read.mixed.map(({ value }) => writeOf(value));
      const pieces = new Set(read.mixed.map(({ value }) => value));
      const message =
        pieces.size > 1 ? 'a body is a mix of several writes' : 'a body is not the whole of what was written';
      return findingOf(history, message, [...writers, operation]);
    }
    if (read?.metadata_value !== undefined) {
      const message = 'a response has the body of one write and the metadata of another';
      return findingOf(history, message, [writeOf(read.value), writeOf(read.metadata_value), operation]);
    }
    const ofEtag = read?.etag === undefined ? undefined : history.valueOfEtag.get(read.etag);
    if (read && ofEtag !== undefined && ofEtag !== read.value) {
      const message = 'a response has the body of one write and the ETag of another';
      return findingOf(history, message, [writeOf(read.value), writeOf(ofEtag), operation]);
    }
    const written = version === undefined ? undefined : versions.get(version);
    return read && written?.value !== undefined && read.value !== null && read.value !== written.value
      ? findingOf(history, 'a version has another body than was written with it', [
          written,
          writeOf(read.value),
          operation,
        ])
      : null;
  });
}

/** Whether nothing is read that nobody wrote, or whose write was refused. */
export function checkNoPhantoms(history: KeyHistory): Judgement {
  return judgeEach(history.operations.filter(hasRead), (operation) => {
    const { value = null } = operation.read ?? {};
    if (value === null || history.writeOf.has(value)) {
      return null;
    }
    const refused = history.operations.find((other) => other.value === value && other.outcome === 'refused');
    const message = refused
      ? 'a write that was refused has been read'
      : 'an object has been read that nobody wrote';
    return findingOf(history, message, [refused, operation]);
  });
}

function hasRead({ read }: HistoryOperation): boolean {
  return read !== undefined;
}

function writerOf(history: KeyHistory, value: number | null | undefined): HistoryOperation | undefined {
  return history.writeOf.get(value ?? Number.NaN)?.operation;
}

function versionsOf({ mutations }: KeyHistory): ReadonlyMap<string, HistoryOperation> {
  return new Map(
    mutations.flatMap(({ operation, value }) =>
      operation.version_id === undefined || value === null
        ? []
        : [[operation.version_id, operation] as const],
    ),
  );
}
