/** One request and its response, for a log. Sizes are in bytes, `duration` in milliseconds. */
export interface LogEntry {
  /** ISO 8601. */
  readonly time: string;
  readonly requestId: string;
  readonly method: string;
  /** The path as it was sent, without its query. */
  readonly path: string;
  readonly operation: string | null;
  readonly bucket: string | null;
  readonly key: string | null;
  /** The user's name; null: anonymous, or not known. */
  readonly user: string | null;
  readonly status: number;
  readonly errorCode: string | null;
  readonly bytesSent: number;
  readonly duration: number;
  /** What the server itself did wrong, with its stack; only where there is such an error. */
  readonly error?: string;
}
