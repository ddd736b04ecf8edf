import type { RequestCall, Target } from '../types.js';
import { type Address, addressOf, endpointOf, isLocalEndpoint, type Origin, originOf } from './address.js';
import type { Draft } from './draft.js';

/** Makes the draft of a raw request; its path is not looked at, whatever it holds. */
export function rawDraft(call: RequestCall, target: Target): Draft {
  const endpoint = endpointOf(target, call.endpoint);
  const link = originOf(call.path);
  const request = { method: call.method, headers: call.headers, body: call.body };
  if (link !== undefined) {
    const path = call.path.slice(link.text.length);
    return {
      ...request,
      address: linkAddress(link, endpoint),
      target: path.startsWith('/') ? path : `/${path}`,
    };
  }
  const address = addressOf(endpoint, call.bucket ?? '', call.client.pathStyle ?? target.pathStyle);
  return { ...request, address, target: address.basePath + call.path || '/' };
}

/** A link to a bucket before a local endpoint leads to that endpoint. */
function linkAddress(link: Origin, endpoint: URL): Address {
  const local = endpoint.hostname.replace(/^\[|\]$/g, '');
  const isBelow = link.host.endsWith(`.${local}`) && isLocalEndpoint(endpoint);
  return {
    peer: { secure: link.secure, host: isBelow ? local : link.host, port: link.port, serverName: link.host },
    host: link.text.replace(/^https?:\/\//i, ''),
    basePath: '',
    hostPrefix: isBelow ? link.host.slice(0, -local.length - 1) : '',
  };
}
