import { isIP } from 'node:net';
import { hasFormOfBucketName } from '../../lib/bucket-name.js';
import { keepLast } from '../../lib/keep-last.js';
import type { Peer } from '../http/connect.js';
import { encodeUriComponent } from '../signing/uri-encoding.js';
import type { Target } from '../types.js';

/** Where a request goes: the connection, the Host header, and what precedes the key in the path. */
export interface Address {
  readonly peer: Peer;
  readonly host: string;
  /** Without a slash at its end. */
  readonly basePath: string;
  /** What the host name has before the endpoint's, without its dot; empty in path style. */
  readonly hostPrefix: string;
}

/**
 * Finds the address of a bucket, path style or virtual-hosted. Against an IP address or localhost the connection
 * goes to the endpoint itself, and only the Host header and the server name change.
 */
export function addressOf(endpoint: URL, bucket: string, pathStyle: boolean | undefined): Address {
  const { base, isLocal } = placeOf(endpoint);
  if (bucket === '' || (pathStyle ?? isLocal) || !isVirtualHostable(bucket, endpoint.protocol)) {
    return bucket === '' ? base : { ...base, basePath: `${base.basePath}/${encodeUriComponent(bucket)}` };
  }
  return withHostPrefix(base, bucket, isLocal);
}

interface Place {
  readonly base: Address;
  readonly isLocal: boolean;
}

const places = new WeakMap<URL, Place>();

/** What is the same for all buckets of an endpoint. */
function placeOf(endpoint: URL): Place {
  const known = places.get(endpoint);
  if (known !== undefined) {
    return known;
  }
  const place = { base: endpointAddress(endpoint), isLocal: isLocalEndpoint(endpoint) };
  places.set(endpoint, place);
  return place;
}

function endpointAddress(endpoint: URL): Address {
  const secure = endpoint.protocol === 'https:';
  const name = endpoint.hostname.replace(/^\[|\]$/g, '');
  return {
    peer: { secure, host: name, port: Number(endpoint.port || (secure ? 443 : 80)), serverName: name },
    host: endpoint.host,
    basePath: endpoint.pathname.replace(/\/+$/, ''),
    hostPrefix: '',
  };
}

/** Where a link begins: its scheme, host and port. A URL would not take a bucket before an IP address. */
export interface Origin {
  readonly text: string;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

/** Reads the origin of an absolute link; undefined where it is none. */
export function originOf(link: string): Origin | undefined {
  const match = /^(https?):\/\/(\[[^\]/?#]*\]|[^:/?#]+)(?::(\d+))?(?=[/?#]|$)/i.exec(link);
  if (match === null) {
    return undefined;
  }
  const [text, scheme = '', host = '', port] = match;
  const secure = scheme.toLowerCase() === 'https';
  return { text, secure, host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? (secure ? 443 : 80)) };
}

/** Puts a label before the host of an address; the connection follows it unless the endpoint is local. */
export function withHostPrefix(base: Address, prefix: string, isLocal: boolean): Address {
  const serverName = `${prefix}.${base.peer.serverName}`;
  return {
    ...base,
    hostPrefix: prefix,
    host: `${prefix}.${base.host}`,
    peer: { ...base.peer, serverName, host: isLocal ? base.peer.host : serverName },
  };
}

/** An endpoint that has no sub-domains: an IP address, or this machine by name. */
export function isLocalEndpoint(endpoint: URL): boolean {
  const name = endpoint.hostname.replace(/^\[|\]$/g, '');
  return isIP(name) !== 0 || name === 'localhost';
}

/** The URL of a target's endpoint, or of its website endpoint; throws a sentence that names what is wrong with it. */
export function endpointOf(target: Target, which?: 'website'): URL {
  const text = which === 'website' ? target.websiteEndpoint : target.endpointUrl;
  if (text === undefined) {
    throw new TypeError('the target has no website endpoint');
  }
  return keepLast(endpoints, mostEndpoints, text, () => readEndpoint(text));
}

function readEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`the endpoint ${JSON.stringify(text)} is not an http or https URL`);
  }
  return url;
}

const mostEndpoints = 100;
/** Those read last: every request needs one. */
const endpoints = new Map<string, URL>();

/** A bucket whose name can be a part of a host name; over TLS a dot would leave the wildcard certificate. */
function isVirtualHostable(bucket: string, protocol: string): boolean {
  const isHostName = hasFormOfBucketName(bucket) && !/\.\.|\.-|-\./.test(bucket);
  return isHostName && isIP(bucket) === 0 && (protocol === 'http:' || !bucket.includes('.'));
}
