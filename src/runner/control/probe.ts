import type { S3Client } from '../../s3/types.js';
import type { Probe } from './endpoint-watch.js';

/** Asks an endpoint for any response at all with an unsigned request, and keeps how the server names itself. */
export function makeProbe(
  client: S3Client,
  endpointUrl: string,
): { ask: Probe; server: () => string | null } {
  let server: string | null = null;
  return {
    server: () => server,
    async ask(timeoutMs) {
      const { response, failure } = await client.send(
        {
          kind: 'operation',
          operation: 'ListBuckets',
          input: {},
          credential: { kind: 'anonymous', name: 'nobody' },
          client: {
            driver: 'direct',
            checksums: 'when_required',
            retry: { maxAttempts: 1, mode: 'standard' },
          },
        },
        { signal: new AbortController().signal, timeoutMs },
      );
      if (response) {
        server ??= response.headers.find(([name]) => name.toLowerCase() === 'server')?.[1] ?? null;
        return null;
      }
      return failure ?? { kind: 'protocol', message: `${endpointUrl} sent no response` };
    },
  };
}
