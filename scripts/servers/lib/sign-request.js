import { createHash, createHmac } from 'node:crypto';

/**
 * The headers that sign one request with AWS Signature Version 4, as admin interfaces of servers want it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @param {{ method: string, url: URL, body: Uint8Array, user: import('./types.js').User, region: string }} request
 *   the URL's query must stand in order and encoded
 * @returns {Record<string, string>}
 */
export function signRequest({ method, url, body, user, region }) {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const scope = `${date}/${region}/s3/aws4_request`;
  const signed = { host: url.host, 'x-amz-content-sha256': sha256(body), 'x-amz-date': time };
  const names = Object.keys(signed).join(';');
  const headerLines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [
    method,
    url.pathname,
    url.search.slice(1),
    headerLines.join(''),
    names,
    signed['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [date, region, 's3', 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${user.secretKey}`));
  const signature = hmac(key, toSign).toString('hex');
  const { host: _, ...headers } = signed;
  const authorization = `AWS4-HMAC-SHA256 Credential=${user.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, authorization };
}

/** @param {string | Uint8Array} data */
function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * @param {Buffer} key
 * @param {string} text
 */
function hmac(key, text) {
  return createHmac('sha256', key).update(text).digest();
}
