import type { Credential, OperationCall, Outcome, S3Client, SendOptions } from '../s3/types.js';

/** Who signs nothing. */
export const nobody: Credential = { kind: 'anonymous', name: 'nobody' };

/** How a question differs from what the client would send: where the bucket stands, and the region that is signed for. */
export interface AskedOtherwise {
  readonly pathStyle?: boolean;
  readonly region?: string;
}

/** Sends one call of our own, without a retry: what is looked at is what came first. */
export function askOnce(
  client: Pick<S3Client, 'send'>,
  credential: Credential,
  call: Pick<OperationCall, 'operation' | 'input'>,
  sending: SendOptions,
  { pathStyle, region }: AskedOtherwise = {},
): Promise<Outcome> {
  return client.send(
    {
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
    },
    sending,
  );
}
