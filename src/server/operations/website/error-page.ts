import { STATUS_CODES } from 'node:http';
import type { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';

/** The page that a website endpoint shows for an error, where the bucket defines none. */
export function errorPage({ status, code, message, fields }: S3Error, requestId: string): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`;
  const lines = Object.entries({ Code: code, Message: message, ...fields, RequestId: requestId })
    .map(([name, value]) => `<li>${name}: ${escapeHtml(String(value))}</li>`)
    .join('\n');
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'x-amz-error-code': code,
      'x-amz-error-message': message,
    },
    text: `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<ul>\n${lines}\n</ul>\n<hr/>\n</body>\n</html>\n`,
  };
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
