import type { Route } from '../domain/request/route.js';
import { S3Error } from '../ground/errors/s3-error.js';
import type { Incoming } from '../ground/http/incoming.js';
import { routes } from './routes.js';
import { unimplementedRoutes, unimplementedSubresources } from './unimplemented.js';

type Level = 'service' | 'bucket' | 'object';

/** What goes to the path of a bucket, though there is no bucket, or not yet. */
const bucketless: ReadonlySet<string> = new Set(['CreateBucket', 'WriteGetObjectResponse']);

const routesByKey = new Map<string, Route[]>();
for (const route of routes) {
  const level = bucketless.has(route.operation) ? 'bucket' : route.scope;
  const place = keyOf(level, route.method, route.sub);
  routesByKey.set(place, [...(routesByKey.get(place) ?? []), route]);
}

/** The names of all operations that a request can ask for, those that this server does not have among them. */
export const routeNames: ReadonlySet<string> = new Set(
  [...routes, ...unimplementedRoutes].map(({ operation }) => operation),
);

const subresources = new Set([...routes.flatMap(({ sub }) => sub ?? []), ...unimplementedSubresources]);

/** Finds the operation that a request asks for; throws NotImplemented and MethodNotAllowed. */
export function findRoute(request: Incoming): Route {
  const level = levelOf(request);
  const sub = findSubresource(request);
  const route = routesByKey
    .get(keyOf(level, request.method, sub))
    ?.find(({ when }) => when === undefined || when(request));
  if (route !== undefined) {
    return route;
  }
  if (sub !== undefined && unimplementedSubresources.has(sub)) {
    const lacking = unimplementedRoutes.find(
      (row) =>
        row.sub === sub && row.method === request.method && (row.when === undefined || row.when(request)),
    );
    if (lacking !== undefined) {
      return lacking;
    }
    throw new S3Error('NotImplemented');
  }
  throw new S3Error('MethodNotAllowed', {
    fields: { Method: request.method, ResourceType: resourceType(level, sub) },
    headers: allowedMethods(level, sub, request.method),
  });
}

function resourceType(level: Level, sub: string | undefined): string {
  return sub === 'uploadId' ? 'UPLOAD' : (sub ?? level).toUpperCase();
}

function allowedMethods(level: Level, sub: string | undefined, sent: string): Record<string, string> {
  const methods = ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'].filter(
    (method) => method !== sent && routesByKey.has(keyOf(level, method, sub)),
  );
  return methods.length === 0 ? {} : { allow: methods.join(', ') };
}

function levelOf({ bucket, key }: Incoming): Level {
  if (bucket === undefined) {
    return 'service';
  }
  return key === undefined ? 'bucket' : 'object';
}

function findSubresource({ query }: Incoming): string | undefined {
  for (const name of query.keys()) {
    if (subresources.has(name)) {
      return name;
    }
  }
  return undefined;
}

function keyOf(level: Level, method: string, sub: string | undefined): string {
  return `${level} ${method} ${sub ?? ''}`;
}
