import { STATUS_CODES } from 'node:http';
import type { Context } from '../../domain/request/context.js';
import type { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';

/** The page that a website endpoint shows for an error, where the bucket defines none, or defines one that `custom` keeps from being read. */
export function errorPage(
  { status, code, message, fields }: S3Error,
  { requestId, hostId }: Pick<Context, 'requestId' | 'hostId'>,
  custom?: S3Error,
): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`;
  const lines = listItems({ Code: code, Message: message, ...fields, RequestId: requestId, HostId: hostId });
  const besides =
    custom === undefined
      ? ''
      : `<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n<ul>\n${listItems({ Code: custom.code, Message: custom.message, ...custom.fields })}\n</ul>\n`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'x-amz-error-code': code,
      'x-amz-error-message': message,
    },
    text: `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<ul>\n${lines}\n</ul>\n${besides}<hr/>\n</body>\n</html>\n`,
  };
}

function listItems(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<li>${name}: ${escapeHtml(String(value))}</li>`)
    .join('\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
