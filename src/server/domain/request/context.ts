import type { Clock } from '../../ground/clock.js';
import type { Headers, Incoming } from '../../ground/http/incoming.js';
import type { Reply } from '../../ground/http/reply.js';
import type { RequestBody } from '../../ground/payload/request-body.js';
import type { Bucket, Tag } from '../../ground/store/records.js';
import type { Store } from '../../ground/store/store.js';
import type { Authentication } from '../auth/authenticate.js';
import type { User, Users } from '../auth/users.js';
import type { ActiveFaults } from '../faults/active-faults.js';

/** What all requests to a server share. */
export interface ServerState {
  readonly store: Store;
  readonly users: Users;
  readonly clock: Clock;
  readonly region: string;
  readonly awsDefaults: boolean;
  /** Undefined: in presigned links and forms only. */
  readonly signatureVersion2: boolean | undefined;
  /** Domains below which each host is a bucket. */
  readonly domains: readonly string[];
  readonly faults: ActiveFaults;
  readonly lifecycleDay: number;
  /** Encrypts what KMS keys protect. */
  readonly masterKey: Buffer;
}

/** A request on its way through a handler. */
export interface Context {
  readonly server: ServerState;
  readonly store: Store;
  readonly request: Incoming;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
  readonly requestId: string;
  /** The `x-amz-id-2` of the response. */
  readonly hostId: string;
  readonly operation: string;
  /** Undefined: an anonymous caller. */
  readonly user: User | undefined;
  readonly auth: Authentication;
  /** The tags of a write, where they are elsewhere than in its header. */
  readonly requestTags?: readonly Tag[];
  readonly body: RequestBody;
  /** The server's clock: milliseconds since the epoch. */
  readonly now: number;
}

/** A request to a bucket that exists. */
export interface BucketContext extends Context {
  readonly bucket: Bucket;
}

/** A request to a key of a bucket that exists. */
export interface ObjectContext extends BucketContext {
  readonly key: string;
}

/** Serves one operation; throws S3Error. */
export type Handler<C> = (context: C) => Reply | Promise<Reply>;
