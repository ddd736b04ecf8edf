import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { Journal } from './journal.js';
import { type JournalRecord, recordContent, type VersionRecord } from './journal-records.js';
import type { Bucket, ObjectVersion, Upload, UploadedPart } from './records.js';

/** Appends every change to a file, each before it is made and its response sent, so that a killed process loses none. */
export class FileJournal implements Journal {
  readonly #file: number;
  #size: number;

  constructor(path: string) {
    // It holds the key that encrypts objects, and small objects themselves.
    this.#file = openSync(path, 'a', 0o600);
    this.#size = fstatSync(this.#file).size;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Throws the system's error where the disk is full; the journal is then as it was. */
  write(record: JournalRecord): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      for (let done = 0; done < line.length; ) {
        done += writeSync(this.#file, line, done);
      }
    } catch (error) {
      // Half a line would make those that follow it unreadable.
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#size += line.length;
  }

  bucketChanged({ name, createdAt, owner, region, settings }: Bucket): void {
    this.write({ change: 'bucket', name, createdAt, owner, region, settings });
  }

  bucketRemoved({ name }: Bucket): void {
    this.write({ change: 'bucket-removed', name });
  }

  versionAdded(bucket: Bucket, version: ObjectVersion): void {
    this.write({ change: 'version-added', bucket: bucket.name, version: recordVersion(version) });
  }

  versionReplaced(bucket: Bucket, version: ObjectVersion): void {
    const { content: _kept, ...record } = version;
    this.write({ change: 'version-replaced', bucket: bucket.name, version: record });
  }

  versionRemoved(bucket: Bucket, { key, versionId }: ObjectVersion): void {
    this.write({ change: 'version-removed', bucket: bucket.name, key, versionId });
  }

  uploadAdded(bucket: Bucket, { parts: _empty, ...upload }: Upload): void {
    this.write({ change: 'upload-added', bucket: bucket.name, upload });
  }

  partAdded(bucket: Bucket, upload: Upload, part: UploadedPart): void {
    this.write({
      change: 'part-added',
      bucket: bucket.name,
      uploadId: upload.id,
      part: { ...part, content: recordContent(part.content) },
    });
  }

  uploadRemoved(bucket: Bucket, upload: Upload): void {
    this.write({ change: 'upload-removed', bucket: bucket.name, uploadId: upload.id });
  }
}

function recordVersion({ content, ...version }: ObjectVersion): VersionRecord {
  return content === undefined ? version : { ...version, content: recordContent(content) };
}
