import { distance } from 'fastest-levenshtein';
import { canonicalName } from '../../lib/nearest-name.js';
import { type Line, linesOf } from './lines.js';
import { isLikeField, isMeantAsKey, isOpenField, isShowableName } from './secret-keys.js';
import type { Veil } from './veil.js';

const start = /(?<![\w-])["']?([A-Za-z][\w-]*)["']?[ \t]*:(?=\s|$|[{["'])[ \t]*/g;
const longestAccessKey = 32;
const sibling = /^,\s*["']?[A-Za-z][\w-]*["']?[ \t]*:(?=\s|$)/;

/** Hides in every credential all but its keys, its name and its ids. */
export function hideCredentials(veil: Veil): void {
  const lines = linesOf(veil.text);
  for (const [index, line] of lines.entries()) {
    for (const { index: at, 0: written, 1: key = '' } of line.text.matchAll(start)) {
      if (isNear(key, 'credentials') || isNear(key, 'credential')) {
        hideUnder(veil, lines, index, at, line.start + at + written.length);
      } else if (isNear(key, 'accesskey')) {
        hideAround(veil, lines, index, at);
      }
    }
  }
}

function isNear(key: string, word: string): boolean {
  const name = canonicalName(key);
  return !isOpenFieldOf(name, word) && Math.abs(name.length - word.length) <= 2 && distance(name, word) <= 2;
}

function isOpenFieldOf(name: string, word: string): boolean {
  return word !== 'accesskey' && isOpenField(name);
}

/** What stands under `credential` or `credentials`: a name, a map, a list. */
function hideUnder(veil: Veil, lines: readonly Line[], index: number, keyAt: number, valueAt: number): void {
  const line = lines[index];
  if (!line) {
    return;
  }
  const rest = veil.text.slice(valueAt, line.end).replace(/(?:\s|^)#.*$/, '');
  const isMany = /s$/i.test(line.text.slice(keyAt, valueAt - line.start).replace(/["':\s]+$/, ''));
  const scalar = /^(?:"[^"]*"|'[^']*'|[^\s,}\]{[&!|>][^,}\]]*)/.exec(rest)?.[0].trim() ?? '';
  if (scalar !== '') {
    if (isMany || !isShowableName(scalar.replace(/^["'](.*)["']$/, '$1').replace(/^\$\{([\w.]+)\}$/, '$1'))) {
      veil.hide(valueAt, line.end);
    }
    return;
  }
  const end = /^\s*[{[]/.test(rest)
    ? endOfFlow(veil.text, valueAt, lines, index, keyAt)
    : endOfBlock(lines, index, keyAt);
  hideAllBut(veil, valueAt, end);
}

/** A map with an access key is a credential wherever it stands. */
function hideAround(veil: Veil, lines: readonly Line[], index: number, keyAt: number): void {
  const line = lines[index];
  if (!line) {
    return;
  }
  const at = line.start + keyAt;
  const brace = veil.text.lastIndexOf('{', at);
  const isInFlow = brace > veil.text.lastIndexOf('}', at);
  if (isInFlow) {
    hideAllBut(veil, brace + 1, endOfFlow(veil.text, brace, lines, index, line.indent));
    return;
  }
  const column = line.key?.column ?? line.indent;
  let first = index;
  while (first > 0 && isWithin(lines[first - 1], column) && lines[first]?.isItem === false) {
    first--;
  }
  let last = index;
  while (isWithin(lines[last + 1], column) && !isNextItem(lines[last + 1], column)) {
    last++;
  }
  hideAllBut(veil, (lines[first] ?? line).start, (lines[last] ?? line).end);
}

function isWithin(line: Line | undefined, column: number): boolean {
  return line !== undefined && (line.isBlank || (line.key?.column ?? line.indent) >= column);
}

function isNextItem(line: Line | undefined, column: number): boolean {
  return line?.isItem === true && line.indent < column;
}

/** The end of a block that is under a key; a line that is not far enough in, and may belong to it, is taken for it. */
function endOfBlock(lines: readonly Line[], index: number, keyAt: number): number {
  let last = lines[index];
  for (const line of lines.slice(index + 1)) {
    if (endsBlock(line, keyAt) && !isCut(last)) {
      break;
    }
    last = line;
  }
  return last?.end ?? 0;
}

/** Whether a line may end in the middle of a key. */
function isCut(line: Line | undefined): boolean {
  return line !== undefined && line.key === undefined && /[\w-]$/.test(line.text);
}

function endsBlock({ indent, key }: Line, keyAt: number): boolean {
  return key !== undefined && indent <= keyAt && !isLikeField(key.name);
}

/** The end of what a bracket opens, with what is left behind it on its line: that may belong to a broken text. */
function endOfFlow(text: string, from: number, lines: readonly Line[], index: number, keyAt: number): number {
  const limit = endOfBlock(lines, index, keyAt);
  let depth = 0;
  let quote = '';
  for (let at = from; at < limit; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\' && quote === '"') {
        at++;
      } else if (char === quote) {
        quote = '';
      }
    } else if (/["']/.test(char) && /[\s:,[{(]/.test(text[at - 1] ?? ' ')) {
      quote = char;
    } else if (/[{[]/.test(char)) {
      depth++;
    } else if (/[}\]]/.test(char)) {
      depth--;
    }
    if (depth <= 0 && (char === '\n' || sibling.test(text.slice(at, at + 80)))) {
      return at;
    }
  }
  return limit;
}

const openValue =
  /^(["']?)([A-Za-z][\w-]*)\1([ \t]*:[ \t]+)("[^"\n]*"|'[^'\n]*'|\$\{[\w.:-]*\}|[^\s,{}[\]"'&*!|>#][^,{}[\]\n#]*)?/;

/** Hides a range but for brackets, keys, and the values of a credential that anybody may know. */
function hideAllBut(veil: Veil, from: number, end: number): void {
  let at = from;
  while (at < end) {
    const rest = veil.text.slice(at, Math.min(end, at + 400));
    const punctuation = /^(?:[\s,{}[\]"']|-\s|:(?=\s|$))+/.exec(rest)?.[0].length ?? 0;
    at += punctuation;
    const shown = shownLength(veil.text.slice(at, Math.min(end, at + 400)));
    at += shown;
    if (shown > 0 || at >= end) {
      continue;
    }
    const hidden = /^(?:\$\{[^}\n]*\}?|[^\s,{}[\]])+|^./s.exec(veil.text.slice(at, end))?.[0].length ?? 1;
    veil.hide(at, at + hidden);
    at += hidden;
  }
}

/** How much of what a pair may be is shown: its key where it is meant as one, and an open value with it. */
function shownLength(text: string): number {
  const [whole = '', quote = '', key = '', colon = '', value = ''] = openValue.exec(text) ?? [];
  if (whole === '') {
    return /^["']?([A-Za-z][\w-]*)["']?[ \t]*:(?=\s|$)/.exec(text)?.[1] === undefined ? 0 : keyLength(text);
  }
  const own = quote.length * 2 + key.length + colon.length;
  if (!isMeantAsKey(key)) {
    return 0;
  }
  return isOpenField(key) && isPlausible(key, value) ? own + value.length : own;
}

function keyLength(text: string): number {
  const [whole = '', key = ''] = /^["']?([A-Za-z][\w-]*)["']?[ \t]*:/.exec(text) ?? [];
  return isMeantAsKey(key) ? whole.length : 0;
}

function isPlausible(key: string, value: string): boolean {
  const text = value.trim().replace(/^["'](.*)["']$/, '$1');
  if (/^\$\{[\w.:-]*\}$/.test(text)) {
    return true;
  }
  if (canonicalName(key) === 'name') {
    return isShowableName(text);
  }
  return !/accesskey/.test(canonicalName(key)) || text.length <= longestAccessKey;
}
