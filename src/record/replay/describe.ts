import type { RecordingLine } from '../recording/schema.js';

const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** An exchange in one line: its number, method, address and status. */
export function describeExchange({ n, method, bucket, key, query, response, took }: RecordingLine): string {
  const names = query
    .map(([name]) => name)
    .filter((name) => !/^x-amz-(?!acl)|^(signature|awsaccesskeyid)$/i.test(name));
  const place = bucket === null ? '/' : `/BUCKET${key === null ? '' : `/${key}`}`;
  const address = `${place}${names.length === 0 ? '' : `?${names.join('&')}`}`;
  const answer = response === null ? 'no response' : String(response.status);
  return `${n}: ${method} ${address} -> ${answer}, ${Math.round(took)} ms`.replace(control, '?');
}
