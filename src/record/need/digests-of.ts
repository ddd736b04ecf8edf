import type { RecordingLine } from '../recording/schema.js';

/** A digest of a body, and where it is sent. */
export interface Digest {
  readonly algorithm: string;
  readonly form: 'header' | 'trailer';
}

const aboutDigests = new Set(['algorithm', 'type', 'mode']);

/** The digests that a request sends along with its body. */
export function digestsOf({ headers, body }: RecordingLine): readonly Digest[] {
  const inHeaders = headers.flatMap(([name]): Digest[] => {
    if (name === 'content-md5') {
      return [{ algorithm: 'MD5', form: 'header' }];
    }
    const algorithm = algorithmOf(name);
    return algorithm === undefined ? [] : [{ algorithm, form: 'header' }];
  });
  const inTrailers = (body.trailers ?? []).flatMap((name): Digest[] => {
    const algorithm = algorithmOf(name);
    return algorithm === undefined ? [] : [{ algorithm, form: 'trailer' }];
  });
  return [...inHeaders, ...inTrailers];
}

function algorithmOf(header: string): string | undefined {
  const name = /^x-amz-checksum-(\w+)$/.exec(header)?.[1];
  return name === undefined || aboutDigests.has(name) ? undefined : name.toUpperCase();
}
