import type { Call } from '../../s3/types.js';

/** The operation of a call; empty for a request that says nothing of one. */
export function operationOf(call: Call): string {
  return call.kind === 'operation' ? call.operation : (call.as ?? '');
}

/** What may be the bucket of a call: its parameter, the first part of its path, or of its host. */
export function bucketsOf(call: Call): readonly string[] {
  if (call.kind === 'operation') {
    const { Bucket } = call.input;
    return typeof Bucket === 'string' ? [Bucket] : [];
  }
  const [first = ''] = call.path.split('?')[0]?.split('/').filter(Boolean) ?? [];
  const [, host] = call.headers.find(([name]) => name.toLowerCase() === 'host') ?? [];
  return [call.bucket, first, host?.split('.')[0]].filter(
    (name) => name !== undefined && name !== '',
  ) as string[];
}
