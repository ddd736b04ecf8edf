import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** What a key is derived for: `20261122/us-east-1/s3/aws4_request`. */
export interface SigningScope {
  /** Eight digits. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const maxCachedKeys = 1000;
const cachedKeys = new Map<string, Buffer>();

/** The signing key of Signature Version 4, kept for the requests of the same day. */
export function signingKey(secretKey: string, { date, region, service }: SigningScope): Buffer {
  const name = `${secretKey}\n${date}\n${region}\n${service}`;
  let key = cachedKeys.get(name);
  if (key === undefined) {
    if (cachedKeys.size >= maxCachedKeys) {
      cachedKeys.clear();
    }
    const dateKey = hmac(`AWS4${secretKey}`, date);
    key = hmac(hmac(hmac(dateKey, region), service), 'aws4_request');
    cachedKeys.set(name, key);
  }
  return key;
}

/** Writes a scope for a string to sign. */
export function formatScope({ date, region, service }: SigningScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** A signature, in hexadecimal digits. */
export function sign(key: Buffer, stringToSign: string): string {
  return createHmac('sha256', key).update(stringToSign).digest('hex');
}

/** The SHA-256 of text in which each character is one byte, in hexadecimal digits. */
export function sha256OfBytes(text: string): string {
  return hash('sha256', Buffer.from(text, 'latin1'), 'hex');
}

/** Compares two signatures in constant time. */
export function isSameSignature(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
