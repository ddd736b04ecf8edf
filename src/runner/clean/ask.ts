import { defined } from '../../lib/defined.js';
import type { BodySource, ClientOptions, Credential, Outcome, S3Client } from '../../s3/types.js';

/** Sends one operation on behalf of a bucket's owner, without judging what comes; never rejects. */
export type Ask = (
  operation: string,
  input: Readonly<Record<string, unknown>>,
  body?: BodySource,
) => Promise<Outcome>;

/** What an {@link Ask} is made of. */
export interface AskOptions {
  readonly client: S3Client;
  readonly clientOptions: ClientOptions;
  readonly credential: Credential;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Runs a task when a place among the requests in flight is free. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Makes what sends operations with one credential, within the cap on requests in flight. */
export function makeAsk({ client, clientOptions, credential, timeoutMs, signal, limit }: AskOptions): Ask {
  return (operation, input, body) =>
    limit(() =>
      client.send(
        {
          kind: 'operation',
          operation,
          input,
          credential,
          client: clientOptions,
          ...defined({ body }),
        },
        { signal, timeoutMs },
      ),
    );
}
