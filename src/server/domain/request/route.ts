import type { Incoming } from '../../ground/http/incoming.js';
import type { BucketContext, Context, Handler, ObjectContext } from './context.js';

/** What an operation needs besides its handler. */
export interface RouteRules {
  /** The subresource that the query names: `versioning` of `?versioning`. */
  readonly sub?: string;
  /** Distinguishes operations that share a method and a subresource; the first row that matches is taken. */
  readonly when?: (request: Incoming) => boolean;
  /** The action that a policy must allow; without one any signed caller may. */
  readonly action?: string;
  /** The action where the query names a version. */
  readonly versionAction?: string;
  /** Anonymous callers may send it too, with no check by the router: the handler does its own. */
  readonly open?: boolean;
}

/** A row of the route table. */
export type Route = RouteRules & { readonly operation: string; readonly method: string } & (
    | { readonly scope: 'service'; readonly handle: Handler<Context> }
    | { readonly scope: 'bucket'; readonly handle: Handler<BucketContext> }
    | { readonly scope: 'object'; readonly handle: Handler<ObjectContext> }
  );

/** A row for the server itself, or for a bucket that need not exist. */
export function onService(
  operation: string,
  method: string,
  rules: RouteRules,
  handle: Handler<Context>,
): Route {
  return { scope: 'service', operation, method, ...rules, handle };
}

/** A row for a bucket. */
export function onBucket(
  operation: string,
  method: string,
  rules: RouteRules,
  handle: Handler<BucketContext>,
): Route {
  return { scope: 'bucket', operation, method, ...rules, handle };
}

/** A row for an object. */
export function onObject(
  operation: string,
  method: string,
  rules: RouteRules,
  handle: Handler<ObjectContext>,
): Route {
  return { scope: 'object', operation, method, ...rules, handle };
}
