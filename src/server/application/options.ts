import type { IncomingMessage, ServerResponse } from 'node:http';
import type { User, UserOptions } from '../domain/auth/users.js';
import type { Clock } from '../ground/clock.js';
import type { ReplyObserver } from '../ground/http/send.js';
import type { LogEntry } from './log-entry.js';

export type { Clock, ReplyObserver, User, UserOptions };

/** A certificate and its key, both as PEM. */
export interface TlsFiles {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** How many milliseconds a connection may be silent. */
export interface Timeouts {
  /** Until the head of a request is there; 60,000 by default. */
  readonly header?: number;
  /** While a body is sent or a response is read, and between requests; 120,000 by default. */
  readonly idle?: number;
}

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
  /** Faults to show: `NAME`, or `NAME:1/10000` for one that strikes now and then; some take a time: `NAME:1/10000:200ms`, one an operation: `not-implemented=ListParts:503`. */
  readonly faults?: readonly string[];
  /** Decides when faults with a chance strike: of the same seed at the same ones of the requests that they concern; 0 by default. */
  readonly faultSeed?: number;
  /** What new AWS buckets have: ACLs off, public access blocked. */
  readonly awsDefaults?: boolean;
  /** Called after each response, with what happened. */
  readonly log?: (entry: LogEntry) => void;
  /**
   * Called with each request before anything of it is read, and gives what sees the response. It may listen to both, and
   * must not read the body: `message.on('newListener', …)` tells when that begins.
   */
  readonly observe?: (message: IncomingMessage, response: ServerResponse) => ReplyObserver;
  /** us-east-1 by default. */
  readonly region?: string;
  /** Where the clock starts: milliseconds since the epoch. */
  readonly clock?: () => number;
  /** Signature Version 2: in presigned links and forms by default; true: in headers too; false: nowhere. */
  readonly signatureVersion2?: boolean;
  /** How many milliseconds lifecycle rules take for a day; a real day by default. */
  readonly lifecycleDay?: number;
  /** Domains below which each host is a bucket (`bucket.s3.example.test`), besides `localhost` and AWS's. */
  readonly domains?: readonly string[];
  /** Serve HTTPS with this certificate, or with one that is made for this run: then `ca` is what clients must trust. */
  readonly tls?: TlsFiles | 'self-signed';
  readonly timeouts?: Timeouts;
  /** Buckets that are there from the start; they are the first user's. */
  readonly buckets?: readonly string[];
  /** A folder with a folder for each bucket, whose files are objects from the start. */
  readonly seedFolder?: string;
  /** Let `POST /-/reset` make the server as it was at its start. */
  readonly admin?: boolean;
}

/** A running server. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`, or `https://…` */
  readonly url: string;
  readonly port: number;
  readonly users: readonly User[];
  readonly clock: Clock;
  /** The certificate that clients must trust, as PEM, where the server made its own. */
  readonly ca?: string;
  /** Does what lifecycle rules ask for at the clock's present time; it is done by itself every so often. */
  applyLifecycle(): void;
  /** Removes all buckets and objects, also locked ones, sets the clock back, and fills in what was there at the start. */
  reset(): Promise<void>;
  /** Stops accepting, ends open connections, removes the temporary folder. */
  close(): Promise<void>;
}

/** The users of a server that is given none. */
export const defaultUsers: readonly UserOptions[] = [
  { name: 'main', accessKey: 's3tester', secretKey: 's3tester-secret' },
  { name: 'alt', accessKey: 's3tester-alt', secretKey: 's3tester-alt-secret' },
];
