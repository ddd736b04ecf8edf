import type { Headers, Incoming } from '../../src/server/ground/http/incoming.js';

/** The names of headers and query parameters that were read since the last `forget`. */
export interface Reads {
  readonly headers: ReadonlySet<string>;
  readonly query: ReadonlySet<string>;
  forget(): void;
}

const headers = new Set<string>();
const query = new Set<string>();
const unwatched = new WeakMap<object, object>();

/** What the handlers of the server read of the requests that `watch` was given. */
export const reads: Reads = {
  headers,
  query,
  forget() {
    headers.clear();
    query.clear();
  },
};

/** The same request, whose headers and query note what is read of them. */
export function watch(request: Incoming): Incoming {
  const watched = {
    ...request,
    headers: keep(
      request.headers,
      new Proxy(request.headers, {
        get(target, name) {
          headers.add(String(name));
          return Reflect.get(target, name);
        },
      }),
    ),
    query: keep(request.query, new WatchedQuery(request.query)),
  };
  return keep(request, watched);
}

/** What a watched thing stands for; for readers that read all there is, whatever it means. */
export function unwatch<T extends Incoming | Headers>(watched: T): T {
  return (unwatched.get(watched) ?? watched) as T;
}

function keep<T extends object>(original: object, watched: T): T {
  unwatched.set(watched, original);
  return watched;
}

class WatchedQuery extends Map<string, string> {
  override get(name: string): string | undefined {
    query.add(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    query.add(name);
    return super.has(name);
  }
}
