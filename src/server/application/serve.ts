import type { ServerResponse } from 'node:http';
import { type AccessRequest, requireAllowed } from '../domain/access/authorize.js';
import { requireExpectedOwner } from '../domain/access/expected-owner.js';
import { requireRequestPayer } from '../domain/access/request-payer.js';
import { type Authentication, authenticate } from '../domain/auth/authenticate.js';
import { withHoistedHeaders } from '../domain/auth/hoisted-headers.js';
import type { BucketContext, Context, ObjectContext, ServerState } from '../domain/request/context.js';
import type { Route } from '../domain/request/route.js';
import { refuseUnsupportedHeaders } from '../domain/request/unsupported-headers.js';
import type { S3Error } from '../ground/errors/s3-error.js';
import type { Incoming } from '../ground/http/incoming.js';
import type { Reply } from '../ground/http/reply.js';
import { openBody } from '../ground/payload/request-body.js';
import { signingRegion } from '../ground/store/regions.js';
import { currentObject, findVersion } from '../ground/store/versions.js';
import { missingWebsite, serveWebsite } from '../operations/website/serve-website.js';
import { findRoute } from './find-route.js';

/** What is found out about a request while it is served, for the log. */
export interface ServeRecord {
  operation: string | null;
  user: string | null;
}

/** The ids of request and host, where the response goes, and what is noted meanwhile. */
export interface RequestExchange {
  readonly requestId: string;
  readonly hostId: string;
  readonly response: ServerResponse;
  readonly record: ServeRecord;
}

/** Serves a request that has been taken apart: find its route, authenticate, authorize, handle. */
export async function serve(server: ServerState, sent: Incoming, exchange: RequestExchange): Promise<Reply> {
  if (sent.isWebsite) {
    return serveWebsiteRequest(server, sent, exchange);
  }
  const { record } = exchange;
  server.faults.inconsistency.settle();
  const route = findRoute(sent);
  record.operation = route.operation;
  const auth = authenticateRequest(server, sent, route.operation);
  const refusal = server.faults.refusal(route.operation);
  if (refusal !== undefined) {
    record.user = auth.user?.name ?? null;
    throw refusal;
  }
  const whole =
    auth.method === 'query' && !server.faults.has('presigned-query-headers-ignored')
      ? withHoistedHeaders(sent)
      : sent;
  const request = server.faults.changeRequest(whole, { operation: route.operation, store: server.store });
  record.user = auth.user?.name ?? null;
  if (!server.faults.has('unsupported-headers-ignored')) {
    refuseUnsupportedHeaders(route.operation, request.headers);
  }
  const context = createContext(server, request, exchange, auth, route.operation);
  if (route.scope === 'service') {
    return route.handle(context);
  }
  const bucketContext: BucketContext = { ...context, bucket: server.store.bucket(request.bucket ?? '') };
  requireExpectedOwner(context, bucketContext.bucket, 'x-amz-expected-bucket-owner');
  const action = actionOf(route, request);
  if (route.scope === 'bucket') {
    if (action !== undefined) {
      requireAllowed(context, { action, bucket: bucketContext.bucket });
    }
    return charge(bucketContext, () => route.handle(bucketContext));
  }
  const objectContext: ObjectContext = { ...bucketContext, key: request.key ?? '' };
  if (action !== undefined) {
    requireAllowed(context, objectAccessRequest(objectContext, action));
  }
  return charge(bucketContext, () => route.handle(objectContext));
}

async function charge(context: BucketContext, handle: () => Reply | Promise<Reply>): Promise<Reply> {
  const charged = requireRequestPayer(context);
  const reply = await handle();
  return charged === undefined ? reply : { ...reply, headers: { ...reply.headers, ...charged } };
}

function createContext(
  server: ServerState,
  request: Incoming,
  { requestId, hostId, response }: RequestExchange,
  auth: Authentication,
  operation: string,
): Context {
  return {
    server,
    store: server.store,
    request,
    query: request.query,
    headers: request.headers,
    requestId,
    hostId,
    operation,
    user: auth.user,
    auth,
    body: openBody(request, server.faults.changePayload(auth.payload), response),
    now: server.clock.now(),
  };
}

function serveWebsiteRequest(
  server: ServerState,
  request: Incoming,
  exchange: RequestExchange,
): Reply | Promise<Reply> {
  const auth: Authentication = { user: undefined, method: 'anonymous', payload: { kind: 'unsigned' } };
  const context = createContext(server, request, exchange, auth, 'GetObject');
  const bucket = server.store.findBucket(request.bucket ?? '');
  return bucket === undefined ? missingWebsite(context) : serveWebsite({ ...context, bucket });
}

function actionOf({ action, versionAction }: Route, { query }: Incoming): string | undefined {
  return versionAction !== undefined && query.has('versionId') ? versionAction : action;
}

function objectAccessRequest({ bucket, key, query }: ObjectContext, action: string): AccessRequest {
  const versionId = query.get('versionId');
  const version = versionId === undefined ? currentObject(bucket, key) : findVersion(bucket, key, versionId);
  return { action, bucket, key, version: version?.isDeleteMarker ? undefined : version };
}

function authenticateRequest(server: ServerState, request: Incoming, operation: string): Authentication {
  return authenticate(request, {
    operation,
    users: server.users,
    region: server.region,
    regionOf: (name) => {
      const bucket = name === undefined ? undefined : server.store.findBucket(name);
      return bucket === undefined ? undefined : signingRegion(bucket);
    },
    signatureVersion2: server.signatureVersion2,
    faults: server.faults,
    now: Date.now,
  });
}

/** The reply that says what went wrong. */
export function errorReply(error: S3Error, requestId: string, hostId: string): Reply {
  const { code, message, fields, headers, status } = error;
  return {
    status,
    headers,
    xml: {
      name: 'Error',
      content: [
        { name: 'Code', content: code },
        { name: 'Message', content: message },
        ...Object.entries(fields).map(([name, content]) => ({ name, content })),
        { name: 'RequestId', content: requestId },
        { name: 'HostId', content: hostId },
      ],
    },
  };
}
