import { type Line, linesOf } from './lines.js';
import { isGuardedKey } from './secret-keys.js';
import type { Veil } from './veil.js';

const pair = /(?<![\w-])(["']?)([A-Za-z][\w-]*)\1[ \t]*[:=][ \t]*/g;
// Prose speaks of a secret key; only who forgot the colon writes it in one word, or first thing in a map.
const withoutColon =
  /(?:(?<![\w-])(?=["']?[A-Za-z]+[_-])|(?<=[{,]\s*))(["']?)([A-Za-z][\w-]*)\1[ \t]+(?=[^\s:=,}\]])/g;
const sibling = /,\s*[{[\s]*["']?[A-Za-z][\w-]*["']?[ \t]*:(?=\s|$)/;
const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;
/** What may stand before a value whose text is on the lines below. */
const isHeld = /^(?:[&!]\S*\s*)*(?:[|>][-+\d]*\s*)?(?:#.*)?$/;

/** Hides every value under a key that means a secret, and what stands in `sources`: variables and anchors by name. */
export function hideValues(veil: Veil, sources: ReadonlySet<string>): void {
  const lines = linesOf(veil.text);
  for (const [index, line] of lines.entries()) {
    for (const pattern of [pair, withoutColon]) {
      for (const { index: at, 0: written, 2: key = '' } of line.text.matchAll(pattern)) {
        if (isGuardedKey(key) || (pattern === pair && sources.has(key))) {
          hideValue(veil, lines, index, at, at + written.length);
        }
      }
    }
    for (const { index: at, 0: written, 1: anchor = '' } of line.text.matchAll(/&([^\s,{}[\]]+)[ \t]*/g)) {
      if (sources.has(anchor)) {
        hideValue(veil, lines, index, at, at + written.length);
      }
    }
  }
}

function hideValue(veil: Veil, lines: readonly Line[], index: number, keyAt: number, valueAt: number): void {
  const line = lines[index];
  if (!line) {
    return;
  }
  const isFirst = line.key !== undefined && line.key.column >= keyAt - 1;
  const rest = line.text.slice(valueAt);
  const length = isFirst ? rest.length : lengthInFlow(rest);
  veil.hide(line.start + valueAt, line.start + valueAt + length);
  if (length === rest.length) {
    hideBelow(veil, lines, index, isHeld.test(rest) || isOpen(rest));
  }
}

/** How much of a line is the value of a pair in a flow map: until the next pair, or what closes the maps around it. */
function lengthInFlow(rest: string): number {
  const own = quoted.exec(rest)?.[0].length ?? 0;
  if (own === 0 && /^["']/.test(rest)) {
    return rest.length;
  }
  const next = sibling.exec(rest.slice(own));
  if (next) {
    return own + next.index;
  }
  const closers = /(?:\s*[\]}],?)+\s*$/.exec(rest.slice(own))?.[0].length ?? 0;
  return rest.length - closers;
}

/** Whether a quote is open at the end of a line. */
function isOpen(rest: string): boolean {
  return /^["']/.test(rest) && !quoted.test(rest);
}

/** Hides the lines on which a value goes on: those that are further in than its key, and any that are no pair. */
function hideBelow(veil: Veil, lines: readonly Line[], index: number, isWanting: boolean): void {
  const column = lines[index]?.key?.column ?? lines[index]?.indent ?? 0;
  let wants = isWanting;
  for (const line of lines.slice(index + 1)) {
    const isFurtherIn = line.indent > column;
    if (!line.isBlank && !isFurtherIn && !(wants && line.key === undefined)) {
      return;
    }
    if (!line.isBlank) {
      for (const { index: at, 0: word } of line.text.matchAll(/\S+/g)) {
        veil.hide(line.start + at, line.start + at + word.length);
      }
      wants &&= isFurtherIn;
    }
  }
}
