import type { Subject } from '../../expectations/index.js';
import { decodePercent } from '../../lib/decode-percent.js';
import { isRecord } from '../../lib/records.js';
import type { Sent } from '../record/attempt.js';

/**
 * What a request was about, as it stood on the wire: in the path with the bucket or behind its host name, in the query, in
 * the source of a copy, or in the fields of a form.
 */
export function subjectOf({ outcome, prepared }: Sent): Subject {
  const { method = '', url = '', requestHead = '' } = outcome.exchanges.at(-1) ?? {};
  const { pathname, searchParams, hostname } = new URL(url, 'http://unknown');
  const path = pathname.slice(1);
  const source = readHeader(requestHead, 'x-amz-copy-source');
  const { fields } = prepared.parameters;
  const inForm = isRecord(fields) && typeof fields.key === 'string' ? [fields.key] : [];
  return {
    method,
    bucket: [bucketIn(path), hostname.split('.')[0] ?? '', ...source.map(bucketIn)],
    key: [keyIn(path), decodePercent(path), ...source.map(keyIn), ...inForm],
    upload_id: searchParams.getAll('uploadId'),
    version_id: [...searchParams.getAll('versionId'), ...source.flatMap(versionIn)],
  };
}

/** The value of a header of a request as it was sent, without the slash that a copy source may begin with. */
function readHeader(head: string, name: string): readonly string[] {
  const lines = head.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name}:`));
  return lines.map((line) =>
    line
      .slice(name.length + 1)
      .trim()
      .replace(/^\//, ''),
  );
}

function bucketIn(path: string): string {
  return decodePercent(path.split('/', 1)[0] ?? '');
}

function keyIn(path: string): string {
  return decodePercent(path.replace(/^[^/]*\//, '').replace(/\?versionId=.*$/, ''));
}

function versionIn(source: string): readonly string[] {
  const id = /\?versionId=(.*)$/.exec(source)?.[1];
  return id === undefined ? [] : [decodePercent(id)];
}
