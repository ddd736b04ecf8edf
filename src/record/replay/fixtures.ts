import { bodyFormOf } from './body-pieces.js';
import type { BucketName } from './buckets.js';
import type { Exchange } from './exchange.js';
import { numberedObjects } from './numbered.js';
import type { ReplayState } from './replay-state.js';
import type { FormerObject } from './stored.js';
import { literal } from './template.js';

type Fixture = Readonly<Record<string, unknown>>;

/** The fixtures of a replay: its buckets, as they were before the recording. */
export function fixturesOf(exchanges: readonly Exchange[], state: ReplayState): Fixture {
  const there = [...state.buckets].filter(([, { isThere }]) => isThere);
  const fixtures = there.map(([name, bucket]) => {
    const own = exchanges.filter((exchange) => exchange.bucket === name && exchange.isSuccess);
    const former = state.stored.former.filter((object) => object.bucket === name);
    return [bucket.alias, fixtureOf(bucket, own, former, state)] as const;
  });
  const [only] = fixtures;
  if (only === undefined) {
    return {};
  }
  return only[0] === undefined ? only[1] : { buckets: Object.fromEntries(fixtures) };
}

function fixtureOf(
  { isMade }: BucketName,
  exchanges: readonly Exchange[],
  former: readonly FormerObject[],
  { usesCustomerKey }: ReplayState,
): Fixture {
  const acls = exchanges.flatMap(aclsOf);
  const access = {
    ...(acls.length > 0 ? { acls: 'enabled' } : {}),
    ...(acls.some((acl) => acl.startsWith('public')) ? { public_access: 'allowed' } : {}),
    ...(usesCustomerKey ? { sse_c: 'allowed' } : {}),
  };
  if (isMade) {
    return { bucket: 'name' };
  }
  return {
    bucket: 'own',
    ...(isVersioned(exchanges) ? { versioning: true } : {}),
    ...(exchanges.some(usesLocks) ? { object_lock: true } : {}),
    ...access,
    ...(former.length === 0 ? {} : { objects: numberedObjects(former, exchanges) ?? former.map(objectOf) }),
  };
}

/** The access lists that an exchange sets, of those that a bucket without them refuses. */
function aclsOf(exchange: Exchange): readonly string[] {
  const acl = exchange.header('x-amz-acl');
  const grants = exchange.line.headers.some(([name]) => name.startsWith('x-amz-grant-'));
  const isPlain = acl === undefined || acl === 'private' || acl === 'bucket-owner-full-control';
  const isOwn = /^Put(Object|Bucket)Acl$/.test(exchange.operation);
  return isPlain && !isOwn && !grants ? [] : [acl ?? 'grants'];
}

/** Whether versions were kept from the start. */
function isVersioned(exchanges: readonly Exchange[]): boolean {
  const first = exchanges.find(
    (exchange) =>
      exchange.operation === 'PutBucketVersioning' ||
      (exchange.line.method !== 'GET' && (exchange.responseHeader('x-amz-version-id') ?? 'null') !== 'null'),
  );
  return first !== undefined && first.operation !== 'PutBucketVersioning';
}

function usesLocks({ operation, line }: Exchange): boolean {
  return (
    /^(PutObjectRetention|PutObjectLegalHold|GetObjectLockConfiguration)$/.test(operation) ||
    line.headers.some(([name]) => /^x-amz-object-lock-(mode|legal-hold)$/.test(name))
  );
}

function objectOf({ key, body, exchange }: FormerObject): unknown {
  const isRead = exchange.key === key;
  const metadata = isRead
    ? (exchange.line.response?.headers ?? []).filter(([name]) => name.startsWith('x-amz-meta-'))
    : [];
  const type = isRead ? exchange.responseHeader('content-type') : undefined;
  return {
    key: literal(key),
    body: bodyFormOf(body),
    ...(type === undefined ? {} : { content_type: literal(type) }),
    ...(metadata.length === 0
      ? {}
      : {
          metadata: Object.fromEntries(
            metadata.map(([name, value]) => [name.slice('x-amz-meta-'.length), literal(value)]),
          ),
        }),
  };
}
