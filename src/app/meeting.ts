/** Where the shards of a run meet: a prefix of a bucket, or a folder that all see. Methods reject with a `StartError`. */
export interface Meeting {
  /** How people know it: `s3://bucket/prefix`, or the path of the folder. */
  readonly place: string;
  /** The names that were left here; null where this cannot be told now and may be asked again. */
  names(signal: AbortSignal): Promise<readonly string[] | null>;
  /** Leaves a name here. */
  leave(name: string, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
