import { formatAmzDate } from '../signing/amz-date.js';
import { forgeSignature } from '../signing/forge-signature.js';
import { signV2 } from '../signing/signature-v2.js';
import { formatAuthorization, signV4 } from '../signing/signature-v4.js';
import { type Draft, splitTarget } from './draft.js';
import { editTarget } from './edit-request.js';
import type { HeaderFields } from './header-fields.js';
import type { SigningContext } from './signing-context.js';

/** A signature as it is, not as it may be forged; chunks go on from it. */
export interface Signed {
  readonly target: string;
  readonly seedSignature: string;
}

const defaultExpirySeconds = 900;

/** Signs a request in its header or its query, by either version. */
export function signDraft(draft: Draft, headers: HeaderFields, context: SigningContext): Signed {
  switch (context.mode) {
    case 'v2':
      return signHeaderV2(draft, headers, context);
    case 'v2-presigned':
      return presignV2(draft, headers, context);
    case 'v4-presigned':
      return presignV4(draft, headers, context);
    default:
      return signHeaderV4(draft, headers, context);
  }
}

function signHeaderV4(draft: Draft, headers: HeaderFields, context: SigningContext): Signed {
  const { signing, scope } = context;
  const parts = signV4(
    {
      method: draft.method,
      ...splitTarget(draft.target),
      headers: headers.list(),
      payloadHash: headers.get('x-amz-content-sha256') ?? context.payloadHash,
      ...(signing.signedHeaders === undefined ? {} : { signedHeaders: signing.signedHeaders }),
    },
    scope,
  );
  const signature = forgeSignature(parts.signature, signing.signature);
  headers.addIfAbsent('authorization', formatAuthorization({ ...parts, signature }));
  return { target: draft.target, seedSignature: parts.signature };
}

function presignV4(draft: Draft, headers: HeaderFields, context: SigningContext): Signed {
  const { signing, scope, keys } = context;
  const amzHeaders = headers
    .list()
    .map(([name]) => name.toLowerCase())
    .filter((name) => name.startsWith('x-amz-'));
  const signedHeaders = signing.signedHeaders ?? [...new Set(['host', ...amzHeaders])];
  const amzDate = formatAmzDate(scope.date);
  const target = editTarget(draft.target, {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${scope.accessKey}/${amzDate.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`,
    'X-Amz-Date': amzDate,
    'X-Amz-Expires': String(signing.expires ?? defaultExpirySeconds),
    ...(keys.sessionToken ? { 'X-Amz-Security-Token': keys.sessionToken } : {}),
    'X-Amz-SignedHeaders': [...signedHeaders].sort().join(';'),
  });
  const { signature } = signV4(
    {
      method: draft.method,
      ...splitTarget(target),
      headers: headers.list(),
      payloadHash: context.payloadHash,
      signedHeaders,
    },
    scope,
  );
  const sent = forgeSignature(signature, signing.signature);
  return { target: editTarget(target, { 'X-Amz-Signature': sent }), seedSignature: signature };
}

function signHeaderV2(draft: Draft, headers: HeaderFields, context: SigningContext): Signed {
  const signature = signV2(signableV2(draft, draft.target, headers), context.keys.secretKey);
  const sent = forgeSignature(signature, context.signing.signature);
  headers.addIfAbsent('authorization', `AWS ${context.keys.accessKey}:${sent}`);
  return { target: draft.target, seedSignature: signature };
}

function presignV2(draft: Draft, headers: HeaderFields, context: SigningContext): Signed {
  const { keys, scope, signing } = context;
  const expires = Math.floor(scope.date.getTime() / 1000) + (signing.expires ?? defaultExpirySeconds);
  const token = keys.sessionToken ? { 'x-amz-security-token': keys.sessionToken } : {};
  // The token is signed like a header, though the link carries it in its query, as botocore and AWS's SDKs do it.
  const signable = signableV2(draft, draft.target, headers);
  const signature = signV2(
    { ...signable, headers: [...signable.headers, ...Object.entries(token)], expires },
    keys.secretKey,
  );
  const target = editTarget(draft.target, {
    AWSAccessKeyId: keys.accessKey,
    Expires: String(expires),
    ...token,
    Signature: forgeSignature(signature, signing.signature),
  });
  return { target, seedSignature: signature };
}

function signableV2(
  draft: Draft,
  target: string,
  headers: HeaderFields,
): { method: string; resource: string; query: string; headers: ReturnType<HeaderFields['list']> } {
  const { path, query } = splitTarget(target);
  const { hostPrefix } = draft.address;
  const resource = hostPrefix === '' ? path : `/${hostPrefix}${path}`;
  return { method: draft.method, resource, query, headers: headers.list() };
}
