/** A bucket that a run is about to make. */
export interface JournalEntry {
  readonly bucket: string;
  /** The name of the credential that owns it. */
  readonly credential: string;
  readonly accessKey: string;
}

/** Knows which buckets of a run may exist; what is recorded is on disk when the promise resolves. */
export interface Journal {
  /** To be awaited before the request that makes the bucket goes out; rejects where nothing can be written. */
  record(entry: JournalEntry): Promise<void>;
  /** Called when a bucket is removed, or was never created. */
  markRemoved(bucket: string): Promise<void>;
  /** Ends it; removes the file where no bucket is left in it. */
  close(): Promise<void>;
}

/** The journal of a run whose buckets go when its process does: nothing to write down. */
export const noJournal: Journal = {
  async record() {},
  async markRemoved() {},
  async close() {},
};
