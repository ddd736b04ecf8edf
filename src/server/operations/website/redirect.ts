import type { Incoming } from '../../ground/http/incoming.js';
import { encodePath } from '../../ground/http/percent.js';
import type { Reply } from '../../ground/http/reply.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';

/** Redirects as a website's rule says; `prefix` is the part of the key that its condition named. */
export function redirectReply(
  { headers, rawQuery, scheme }: Incoming,
  redirect: XmlElement,
  key: string,
  prefix: string,
): Reply {
  const protocol = selectText(redirect, 'Protocol') ?? scheme;
  const host = selectText(redirect, 'HostName') ?? headers.host ?? '';
  const replaced = selectText(redirect, 'ReplaceKeyWith');
  const start = selectText(redirect, 'ReplaceKeyPrefixWith');
  const target = replaced ?? (start === undefined ? key : start + key.slice(prefix.length));
  const query = rawQuery === '' || redirect.name !== 'RedirectAllRequestsTo' ? '' : `?${rawQuery}`;
  return {
    status: Number(selectText(redirect, 'HttpRedirectCode') ?? 301),
    headers: { location: `${protocol}://${host}/${encodePath(target)}${query}` },
  };
}
