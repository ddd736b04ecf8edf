import { type AskedOtherwise, askOnce } from '../preflight/ask-once.js';
import type { Credential, OperationCall, Outcome, S3Client } from '../s3/types.js';

/** Who is asked, and how long an answer may take. */
export interface Asked {
  readonly client: S3Client;
  readonly endpointUrl: string;
  readonly region: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  now(): Date;
}

/** Sends one call, once. */
export function ask(
  { client, signal, timeoutMs }: Asked,
  credential: Credential,
  call: Pick<OperationCall, 'operation' | 'input'>,
  otherwise: AskedOtherwise = {},
): Promise<Outcome> {
  return askOnce(client, credential, call, { signal, timeoutMs }, otherwise);
}
