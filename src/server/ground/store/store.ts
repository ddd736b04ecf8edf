import { S3Error } from '../errors/s3-error.js';
import type { BodyFolder } from './body-folder.js';
import { type Journal, noJournal } from './journal.js';
import type { Bucket, BucketSettings, ObjectVersion, Upload, UploadedPart } from './records.js';
import { SortedMap } from './sorted-map.js';
import { isCurrent } from './versions.js';

/** What a new bucket is made of. */
export type BucketDraft = Pick<Bucket, 'name' | 'createdAt' | 'owner' | 'region' | 'settings'>;

/**
 * All buckets and objects. Each change is one synchronous call, so that readers see a whole version or none, and a
 * check followed by a change without an await between them has one winner. A change that the journal refuses is not
 * made, and one of a bucket that has gone in the meantime throws NoSuchBucket.
 */
export class Store {
  readonly folder: BodyFolder;
  readonly #buckets = new Map<string, Bucket>();
  #journal: Journal = noJournal;

  constructor(folder: BodyFolder) {
    this.folder = folder;
  }

  /** Reports every change from now on to a journal. */
  keepIn(journal: Journal): void {
    this.#journal = journal;
  }

  buckets(): IterableIterator<Bucket> {
    return this.#buckets.values();
  }

  findBucket(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  /** The bucket of that name; throws NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      throw noSuchBucket(name);
    }
    return bucket;
  }

  addBucket(draft: BucketDraft): Bucket {
    const bucket: Bucket = { ...draft, versions: new SortedMap(), uploads: new Map() };
    this.#journal.bucketChanged(bucket);
    this.#buckets.set(draft.name, bucket);
    return bucket;
  }

  /** Removes a bucket with all that it still holds. */
  removeBucket(bucket: Bucket): void {
    this.#requirePresent(bucket);
    for (const upload of bucket.uploads.values()) {
      this.removeUpload(bucket, upload);
    }
    this.#journal.bucketRemoved(bucket);
    this.#buckets.delete(bucket.name);
    for (const version of [...bucket.versions.values()].flat()) {
      version.content?.release();
    }
  }

  /** Removes every bucket with all that it holds, whatever protects it. */
  clear(): void {
    for (const bucket of [...this.#buckets.values()]) {
      this.removeBucket(bucket);
    }
  }

  changeSettings(bucket: Bucket, change: Partial<BucketSettings>): void {
    this.#requirePresent(bucket);
    const settings = { ...bucket.settings, ...change };
    this.#journal.bucketChanged({ ...bucket, settings });
    bucket.settings = settings;
  }

  /** Makes a version the newest of its key; a version of the same id gives way. Takes over the content. */
  addVersion(bucket: Bucket, version: ObjectVersion): void {
    this.#requirePresent(bucket);
    const former = bucket.versions.get(version.key);
    const replaced = former?.find(({ versionId }) => versionId === version.versionId);
    const kept = former?.filter((other) => other !== replaced) ?? [];
    this.#journal.versionAdded(bucket, version);
    bucket.versions.set(version.key, [version, ...kept]);
    overtakeUploads(bucket, version.key);
    replaced?.content?.release();
  }

  /** Puts another record in the place of a version, as when its tags change; the content stays with it. */
  replaceVersion(bucket: Bucket, former: ObjectVersion, version: ObjectVersion): void {
    this.#requirePresent(bucket);
    const versions = bucket.versions.get(former.key);
    if (versions === undefined) {
      return;
    }
    this.#journal.versionReplaced(bucket, version);
    bucket.versions.set(
      former.key,
      versions.map((other) => (other === former ? version : other)),
    );
  }

  removeVersion(bucket: Bucket, version: ObjectVersion): void {
    this.#requirePresent(bucket);
    const kept = bucket.versions.get(version.key)?.filter((other) => other !== version) ?? [];
    this.#journal.versionRemoved(bucket, version);
    if (isCurrent(bucket, version)) {
      overtakeUploads(bucket, version.key);
    }
    if (kept.length === 0) {
      bucket.versions.delete(version.key);
    } else {
      bucket.versions.set(version.key, kept);
    }
    version.content?.release();
  }

  addUpload(bucket: Bucket, upload: Upload): void {
    this.#requirePresent(bucket);
    this.#journal.uploadAdded(bucket, upload);
    bucket.uploads.set(upload.id, upload);
  }

  /** Adds a part, in the place of an earlier one of that number. Takes over the content. */
  addPart(bucket: Bucket, upload: Upload, part: UploadedPart): void {
    this.#requirePresent(bucket);
    const replaced = upload.parts.get(part.number);
    this.#journal.partAdded(bucket, upload, part);
    upload.parts.set(part.number, part);
    replaced?.content.release();
  }

  /** Ends an upload and frees its parts; an object made of them has retained them. */
  removeUpload(bucket: Bucket, upload: Upload): void {
    this.#requirePresent(bucket);
    this.#journal.uploadRemoved(bucket, upload);
    bucket.uploads.delete(upload.id);
    for (const part of upload.parts.values()) {
      part.content.release();
    }
  }

  #requirePresent(bucket: Bucket): void {
    if (this.bucket(bucket.name) !== bucket) {
      throw noSuchBucket(bucket.name);
    }
  }
}

function overtakeUploads(bucket: Bucket, key: string): void {
  for (const upload of bucket.uploads.values()) {
    if (upload.key === key && !upload.isOvertaken) {
      bucket.uploads.set(upload.id, { ...upload, isOvertaken: true });
    }
  }
}

function noSuchBucket(name: string): S3Error {
  return new S3Error('NoSuchBucket', { fields: { BucketName: name } });
}
