import { S3Error } from '../s3-error.js';
import type { BodyFolder } from './body-folder.js';
import { type Journal, noJournal } from './journal.js';
import type { Bucket, BucketSettings, ObjectVersion, Upload, UploadedPart } from './records.js';
import { SortedMap } from './sorted-map.js';

/** What a new bucket is made of. */
export type BucketDraft = Pick<Bucket, 'name' | 'createdAt' | 'owner' | 'region' | 'settings'>;

/**
 * All buckets and objects. Each change is one synchronous call, so that readers see a whole version or none, and a
 * check followed by a change without an await between them has one winner.
 */
export class Store {
  readonly folder: BodyFolder;
  readonly #buckets = new Map<string, Bucket>();
  #journal: Journal = noJournal;

  constructor(folder: BodyFolder) {
    this.folder = folder;
  }

  /** Tells a journal of every change from now on. */
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
    if (bucket === undefined) throw new S3Error('NoSuchBucket', { fields: { BucketName: name } });
    return bucket;
  }

  addBucket(draft: BucketDraft): Bucket {
    const bucket: Bucket = { ...draft, versions: new SortedMap(), uploads: new Map() };
    this.#buckets.set(draft.name, bucket);
    this.#journal.bucketChanged(bucket);
    return bucket;
  }

  removeBucket(bucket: Bucket): void {
    for (const upload of bucket.uploads.values()) this.removeUpload(bucket, upload);
    this.#buckets.delete(bucket.name);
    this.#journal.bucketRemoved(bucket);
  }

  changeSettings(bucket: Bucket, change: Partial<BucketSettings>): void {
    bucket.settings = { ...bucket.settings, ...change };
    this.#journal.bucketChanged(bucket);
  }

  /** Makes a version the newest of its key; a version of the same id gives way. Takes over the content. */
  addVersion(bucket: Bucket, version: ObjectVersion): void {
    const former = bucket.versions.get(version.key);
    const replaced = former?.find(({ versionId }) => versionId === version.versionId);
    const kept = former?.filter((other) => other !== replaced) ?? [];
    bucket.versions.set(version.key, [version, ...kept]);
    this.#journal.versionAdded(bucket, version);
    replaced?.content?.release();
  }

  /** Puts another record in the place of a version, as when its tags change; the content stays with it. */
  replaceVersion(bucket: Bucket, former: ObjectVersion, version: ObjectVersion): void {
    const versions = bucket.versions.get(former.key);
    if (versions === undefined) return;
    bucket.versions.set(
      former.key,
      versions.map((other) => (other === former ? version : other)),
    );
    this.#journal.versionReplaced(bucket, version);
  }

  removeVersion(bucket: Bucket, version: ObjectVersion): void {
    const kept = bucket.versions.get(version.key)?.filter((other) => other !== version) ?? [];
    if (kept.length === 0) bucket.versions.delete(version.key);
    else bucket.versions.set(version.key, kept);
    this.#journal.versionRemoved(bucket, version);
    version.content?.release();
  }

  addUpload(bucket: Bucket, upload: Upload): void {
    bucket.uploads.set(upload.id, upload);
    this.#journal.uploadAdded(bucket, upload);
  }

  /** Adds a part, in the place of an earlier one of that number. Takes over the content. */
  addPart(bucket: Bucket, upload: Upload, part: UploadedPart): void {
    const replaced = upload.parts.get(part.number);
    upload.parts.set(part.number, part);
    replaced?.content.release();
    this.#journal.partAdded(bucket, upload, part);
  }

  /** Ends an upload and frees its parts; an object made of them has retained them. */
  removeUpload(bucket: Bucket, upload: Upload): void {
    bucket.uploads.delete(upload.id);
    this.#journal.uploadRemoved(bucket, upload);
    for (const part of upload.parts.values()) part.content.release();
  }
}
