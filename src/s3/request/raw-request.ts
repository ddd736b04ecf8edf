import type { ClientOptions, Credential, RawRequest, RequestCall } from '../types.js';
import { editTarget, givenHeaders } from './edit-request.js';

/** Who sends a request, and how. */
export interface Sender {
  readonly credential: Credential;
  readonly client: ClientOptions;
}

/** Makes the call of a raw request. A link is not signed again unless it is asked for. */
export function rawRequest(request: RawRequest, { credential, client }: Sender): RequestCall {
  const { method = 'GET', path = '/', url, query, headers, signing, ...form } = request;
  const isUnsignedLink = url !== undefined && signing?.mode === undefined;
  return {
    ...form,
    kind: 'request',
    ...(signing || isUnsignedLink
      ? { signing: isUnsignedLink ? { ...signing, mode: 'none' as const } : { ...signing } }
      : {}),
    method,
    path: editTarget(url ?? path, query),
    headers: givenHeaders(headers),
    credential,
    client,
  };
}
