import type { User, UserOptions } from '../domain/auth/users.js';
import type { Clock } from '../ground/clock.js';
import type { LogEntry } from './log-entry.js';

export type { Clock, User, UserOptions };

/** How the embedded server is started. */
export interface ServerOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** The first is the owner's; each further one is a user of another account. */
  readonly users?: readonly UserOptions[];
  /** Where buckets and objects are kept beyond the end of the server; without it everything goes with it. */
  readonly dataFolder?: string;
  /** Names of faults to show. */
  readonly faults?: readonly string[];
  /** What new AWS buckets have: ACLs off, public access blocked. */
  readonly awsDefaults?: boolean;
  /** Called after each response, with what happened. */
  readonly log?: (entry: LogEntry) => void;
  /** us-east-1 by default. */
  readonly region?: string;
  /** Where the clock starts: milliseconds since the epoch. */
  readonly clock?: () => number;
  /** Accept Signature Version 2 too, which S3 refuses. */
  readonly signatureVersion2?: boolean;
  /** How many milliseconds lifecycle rules take for a day; a real day by default. */
  readonly lifecycleDay?: number;
}

/** A running server. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly users: readonly User[];
  readonly clock: Clock;
  /** Does what lifecycle rules ask for at the clock's present time; it is done by itself every so often. */
  applyLifecycle(): void;
  /** Stops accepting, ends open connections, removes the temporary folder. */
  close(): Promise<void>;
}

/** The users of a server that is given none. */
export const defaultUsers: readonly UserOptions[] = [
  { name: 'main', accessKey: 's3tester', secretKey: 's3tester-secret' },
  { name: 'alt', accessKey: 's3tester-alt', secretKey: 's3tester-alt-secret' },
];
