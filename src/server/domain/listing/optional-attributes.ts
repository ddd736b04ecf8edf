import { invalidArgument } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';

const header = 'x-amz-optional-object-attributes';

/** Whether a listing is asked to say what was restored from an archive; throws InvalidArgument. */
export function wantsRestoreStatus(headers: Headers): boolean {
  const asked = headers[header];
  if (asked !== undefined && asked !== 'RestoreStatus') {
    throw invalidArgument('Invalid attribute name specified', header, asked);
  }
  return asked !== undefined;
}
