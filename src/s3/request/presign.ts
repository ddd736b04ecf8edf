import { headerValue } from '../../lib/headers.js';
import { operationModel } from '../model/sdk-model.js';
import type { ClientSources, OperationCall, PresignedRequest, Signing, Target } from '../types.js';
import { composeRequest } from './compose-request.js';
import { modelRequest } from './model-request.js';

/** The length and the kind of a body that is not there yet are left to whoever uses the URL. */
const notPresigned = new Set(['user-agent', 'content-length']);

/** Makes a presigned URL of a call, and says which headers must go with it. */
export async function presignCall(
  call: OperationCall,
  target: Target,
  form: Pick<Signing, 'expires' | 'date'>,
  sources: Pick<ClientSources, 'now'>,
): Promise<PresignedRequest> {
  const client = { ...call.client, checksums: 'when_required' } as const;
  const draft = await modelRequest(operationModel(call.operation), { ...call, client }, target);
  const isTyped = Object.hasOwn(call.input, 'ContentType');
  const headers = draft.headers.filter(
    ([name]) => !notPresigned.has(name) && (name !== 'content-type' || isTyped),
  );
  const signedHeaders = ['host', ...headers.map(([name]) => name)];
  const request = await composeRequest(
    { ...draft, headers },
    { signing: { ...form, mode: 'v4-presigned', signedHeaders } },
    { credential: call.credential, region: target.region, sources },
  );
  const needed = headers.map(([name]) => [name, headerValue(headers, name) ?? ''] as const);
  return { url: request.url, headers: Object.fromEntries(needed) };
}
