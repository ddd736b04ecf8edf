/**
 * What was said, with `…` between the first places of the pieces in it, so that it can be held against what was shown;
 * all of it where the pieces are not there in their order.
 */
export function leaveOut(said: string, pieces: readonly string[]): string {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) {
    return said;
  }
  let at = first.length;
  for (const piece of others) {
    const place = said.indexOf(piece, at);
    if (place < 0) {
      return said;
    }
    at = place + piece.length;
  }
  const fits = said.startsWith(first) && said.endsWith(last) && at + last.length <= said.length;
  return fits ? pieces.join('…') : said;
}
