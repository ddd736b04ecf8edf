import { decodePercent } from '../../lib/decode-percent.js';

/** What a request names by its host and its path. */
export interface RequestAddress {
  readonly addressing: 'path' | 'virtual-host';
  readonly bucket: string | null;
  /** Decoded. */
  readonly key: string | null;
  /** What follows the bucket in the path, as on the wire: empty, or with a slash at its beginning. */
  readonly rest: string;
  /** As on the wire, without the question mark. */
  readonly rawQuery: string;
  /** Decoded, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** Domains below which every name is a bucket, wherever a request is sent to on this machine. */
const localDomains = ['localhost', '127.0.0.1', '127.0.0.1.nip.io'];

/**
 * Reads what a request names, by its Host header and the target of its request line; `domains` are further ones below which
 * every name is a bucket.
 */
export function readAddress(host: string, target: string, domains: readonly string[] = []): RequestAddress {
  // A client that takes the server for a proxy writes the whole URL.
  const local = target.replace(/^https?:\/\/[^/?]*/i, '');
  const [, rawPath = '', rawQuery = ''] = /^([^?]*)\??(.*)$/s.exec(local) ?? [];
  const query = readQuery(rawQuery);
  const inHost = bucketOf(host, domains);
  if (inHost !== null) {
    const key = decodePercent(rawPath.slice(1));
    return {
      addressing: 'virtual-host',
      bucket: inHost,
      key: key === '' ? null : key,
      rest: rawPath,
      rawQuery,
      query,
    };
  }
  const [, name = '', rest = ''] = /^\/?([^/]*)(.*)$/s.exec(rawPath) ?? [];
  const key = decodePercent(rest.slice(1));
  return {
    addressing: 'path',
    bucket: name === '' ? null : decodePercent(name),
    key: key === '' ? null : key,
    rest,
    rawQuery,
    query,
  };
}

function bucketOf(header: string, domains: readonly string[]): string | null {
  const host = header.replace(/:\d+$/, '').toLowerCase();
  const suffixes = [...domains, ...localDomains].map((domain) => `.${domain.toLowerCase()}`);
  const [longest] = suffixes.filter((suffix) => host.endsWith(suffix)).sort((a, b) => b.length - a.length);
  // The domain 127.0.0.1.nip.io is itself no bucket of one that is called nip.io.
  if (longest === undefined || suffixes.includes(`.${host}`)) {
    return null;
  }
  return host.slice(0, -longest.length);
}

function readQuery(raw: string): readonly (readonly [string, string])[] {
  return raw
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part.replaceAll('+', ' ')) ?? [];
      return [decodePercent(name), decodePercent(value)];
    });
}
