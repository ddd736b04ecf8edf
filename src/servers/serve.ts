import type { ServerResponse } from 'node:http';
import { authorize } from './access/authorize.js';
import { type Authentication, authenticate } from './auth/authenticate.js';
import type { BucketContext, Context, ObjectContext, ServerState } from './context.js';
import type { Incoming } from './http/incoming.js';
import type { Reply } from './http/reply.js';
import { openBody } from './http/request-body.js';
import type { Route } from './routing/route.js';
import type { S3Error } from './s3-error.js';

/** What became known of a request while it was served, for the log. */
export interface ServeRecord {
  operation: string | null;
  user: string | null;
}

/** Serves a request that has been taken apart and has found its route: authenticate, authorize, handle. */
export async function serve(
  server: ServerState,
  request: Incoming,
  route: Route,
  requestId: string,
  response: ServerResponse,
  record: ServeRecord,
): Promise<Reply> {
  record.operation = route.operation;
  const { user, payload } = authenticateRequest(server, request);
  record.user = user?.name ?? null;
  const context: Context = {
    server,
    store: server.store,
    request,
    query: request.query,
    headers: request.headers,
    requestId,
    operation: route.operation,
    user,
    body: openBody(request, payload, response),
    now: server.clock.now(),
  };
  if (route.scope === 'service') return route.handle(context);
  const bucketContext: BucketContext = { ...context, bucket: server.store.bucket(request.bucket ?? '') };
  authorize(user, bucketContext.bucket);
  if (route.scope === 'bucket') return route.handle(bucketContext);
  const objectContext: ObjectContext = { ...bucketContext, key: request.key ?? '' };
  return route.handle(objectContext);
}

function authenticateRequest(server: ServerState, request: Incoming): Authentication {
  return authenticate(request, {
    users: server.users,
    region: server.region,
    regionOf: (bucket) => (bucket === undefined ? undefined : server.store.findBucket(bucket)?.region),
    now: Date.now,
  });
}

/** The reply that says what went wrong. */
export function errorReply(error: S3Error, resource: string, requestId: string, hostId: string): Reply {
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
        ...('Resource' in fields ? [] : [{ name: 'Resource', content: resource }]),
        { name: 'RequestId', content: requestId },
        { name: 'HostId', content: hostId },
      ],
    },
  };
}
