import { type Address, addressOf, endpointAddress, endpointOf, isLocalEndpoint } from '../direct/address.js';
import type { RequestCall, Target } from '../types.js';
import type { Draft } from './draft.js';

/** Makes the draft of a raw request; its path is not looked at, whatever it holds. */
export function rawDraft(call: RequestCall, target: Target): Draft {
  const endpoint = endpointOf(target, call.endpoint);
  const link = /^https?:\/\/[^/?#]+/i.exec(call.path)?.[0];
  const pathStyle = call.client.pathStyle ?? target.pathStyle;
  const address =
    link === undefined
      ? addressOf(endpoint, call.bucket ?? '', pathStyle)
      : linkAddress(new URL(link), endpoint);
  const path = link === undefined ? address.basePath + call.path : call.path.slice(link.length);
  return {
    address,
    method: call.method,
    target: path.startsWith('/') || (link === undefined && path !== '') ? path : `/${path}`,
    headers: call.headers,
    body: call.body,
  };
}

/** A link to a bucket before a local endpoint leads to that endpoint. */
function linkAddress(link: URL, endpoint: URL): Address {
  const address = endpointAddress(link);
  const isBelow = link.hostname.endsWith(`.${endpoint.hostname}`);
  return isBelow && isLocalEndpoint(endpoint)
    ? { ...address, peer: { ...address.peer, host: endpointAddress(endpoint).peer.host } }
    : address;
}
