import { linesOf } from './lines.js';
import type { Veil } from './veil.js';

const address = /(?<![\w-])["']?[\w-]*endpoint[\w-]*["']?[ \t]*[:=][ \t]*(\S[^\n]*)/i;
const user = /:\/\/[^\s"'<>]*@/g;
const signedQuery = /\?[^\s"'<>]*?(?:signature|token|credential)[^\s"'<>]*/gi;

/** Hides what in a link lets its holder in: a user with a password, and the query of a signed URL. */
export function hideLinks(veil: Veil): void {
  for (const line of linesOf(veil.text)) {
    if (!/[@?]/.test(line.text)) {
      continue;
    }
    for (const { index, 0: written } of line.text.matchAll(user)) {
      veil.hide(line.start + index + 3, line.start + index + written.length - 1);
    }
    for (const { index, 0: written } of line.text.matchAll(signedQuery)) {
      veil.hide(line.start + index + 1, line.start + index + written.length);
    }
    hideInAddress(veil, line.start, line.text);
  }
}

/** An endpoint has neither a user nor a query, so that whoever gives it one may have a link or a password in mind. */
function hideInAddress(veil: Veil, start: number, line: string): void {
  const [written = '', value = ''] = address.exec(line) ?? [];
  const valueAt = start + line.indexOf(written) + written.length - value.length;
  const userEnds = value.lastIndexOf('@');
  if (userEnds !== -1) {
    veil.hide(valueAt + (value.indexOf('://') === -1 ? 0 : value.indexOf('://') + 3), valueAt + userEnds);
  }
  const query = value.indexOf('?');
  if (query !== -1) {
    veil.hide(valueAt + query + 1, valueAt + value.length);
  }
}
