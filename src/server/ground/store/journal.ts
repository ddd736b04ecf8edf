import type { Bucket, ObjectVersion, Upload, UploadedPart } from './records.js';

/** Receives every change of the store before the response is sent. */
export interface Journal {
  bucketChanged(bucket: Bucket): void;
  bucketRemoved(bucket: Bucket): void;
  versionAdded(bucket: Bucket, version: ObjectVersion): void;
  versionReplaced(bucket: Bucket, version: ObjectVersion): void;
  versionRemoved(bucket: Bucket, version: ObjectVersion): void;
  uploadAdded(bucket: Bucket, upload: Upload): void;
  partAdded(bucket: Bucket, upload: Upload, part: UploadedPart): void;
  uploadRemoved(bucket: Bucket, upload: Upload): void;
}

const ignore = (): void => {};

/** Keeps nothing: what a server without a data folder uses. */
export const noJournal: Journal = {
  bucketChanged: ignore,
  bucketRemoved: ignore,
  versionAdded: ignore,
  versionReplaced: ignore,
  versionRemoved: ignore,
  uploadAdded: ignore,
  partAdded: ignore,
  uploadRemoved: ignore,
};
