import type { Call, Credential, OperationCall, Outcome, S3Client } from '../s3/types.js';

/** Who is asked, and how long an answer may take. */
export interface Asked {
  readonly client: S3Client;
  readonly endpointUrl: string;
  readonly region: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  now(): Date;
}

/** Who signs nothing. */
export const nobody: Credential = { kind: 'anonymous', name: 'nobody' };

/** Sends one call, once: what a doctor sees is what came first. */
export function ask(
  { client, signal, timeoutMs }: Asked,
  credential: Credential,
  call: Pick<OperationCall, 'operation' | 'input'>,
  options: { readonly pathStyle?: boolean; readonly region?: string } = {},
): Promise<Outcome> {
  const { pathStyle, region } = options;
  const sent: Call = {
    kind: 'operation',
    ...call,
    credential,
    ...(region === undefined ? {} : { http: { signing: { region } } }),
    client: {
      driver: 'direct',
      checksums: 'when_required',
      retry: { maxAttempts: 1, mode: 'standard' },
      ...(pathStyle === undefined ? {} : { pathStyle }),
    },
  };
  return client.send(sent, { signal, timeoutMs });
}
