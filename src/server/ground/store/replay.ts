import type { ContentReader, JournalRecord } from './journal-records.js';
import type { Bucket } from './records.js';
import type { Store } from './store.js';
import { findVersion } from './versions.js';

/**
 * Makes the changes of journal lines, and gives the master key, where one was kept. Throws where a line is no
 * record, or refers to what does not exist: the journal was not written like that.
 */
export async function replay(
  lines: AsyncIterable<string>,
  store: Store,
  contents: ContentReader,
): Promise<Buffer | undefined> {
  let masterKey: Buffer | undefined;
  let count = 0;
  for await (const line of lines) {
    count++;
    try {
      const record = JSON.parse(line) as JournalRecord;
      if (record.change === 'master-key') {
        masterKey = Buffer.from(record.base64, 'base64');
      } else {
        apply(record, store, contents);
      }
    } catch (error) {
      throw new Error(`line ${count} of the journal is damaged: ${(error as Error).message}`);
    }
  }
  return masterKey;
}

function apply(
  record: Exclude<JournalRecord, { change: 'master-key' }>,
  store: Store,
  contents: ContentReader,
): void {
  switch (record.change) {
    case 'bucket': {
      const existing = store.findBucket(record.name);
      if (existing === undefined) {
        store.addBucket(record);
      } else {
        existing.settings = record.settings;
      }
      return;
    }
    case 'bucket-removed':
      store.removeBucket(store.bucket(record.name));
      return;
    default:
      applyToBucket(record, store, store.bucket(record.bucket), contents);
  }
}

function applyToBucket(
  record: Extract<JournalRecord, { bucket: string }>,
  store: Store,
  bucket: Bucket,
  contents: ContentReader,
): void {
  switch (record.change) {
    case 'version-added': {
      const { content, ...version } = record.version;
      store.addVersion(
        bucket,
        content === undefined ? version : { ...version, content: contents.read(content) },
      );
      return;
    }
    case 'version-replaced': {
      const { content: _none, ...version } = record.version;
      const former = findVersion(bucket, version.key, version.versionId);
      if (former === undefined) {
        return;
      }
      const { content } = former;
      store.replaceVersion(bucket, former, content === undefined ? version : { ...version, content });
      return;
    }
    case 'version-removed': {
      const version = findVersion(bucket, record.key, record.versionId);
      if (version !== undefined) {
        store.removeVersion(bucket, version);
      }
      return;
    }
    case 'upload-added':
      store.addUpload(bucket, { ...record.upload, parts: new Map() });
      return;
    case 'part-added': {
      const upload = bucket.uploads.get(record.uploadId);
      const content = contents.read(record.part.content);
      if (upload === undefined) {
        content.release();
      } else {
        store.addPart(bucket, upload, { ...record.part, content });
      }
      return;
    }
    case 'upload-removed': {
      const upload = bucket.uploads.get(record.uploadId);
      if (upload !== undefined) {
        store.removeUpload(bucket, upload);
      }
    }
  }
}
