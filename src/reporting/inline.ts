import { printable } from './printable.js';

const plain = /^[$A-Za-z][\w./:@+-]*$/;
const reserved = new Set(['true', 'false', 'null']);

/** A value on one line, as YAML would write it in a flow; text that could be read as something else is quoted. */
export function inline(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  if (typeof value === 'string') {
    return inlineText(value);
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[${value.map(inline).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 0 ? '{}' : `{ ${inlineMembers(value)} }`;
  }
  return String(value);
}

/**
 * A value on as few lines as `width` columns allow: what fits is on one line, the rest has a line for each member.
 * Every member ends with a comma, so that two values differ only in the lines that differ.
 */
export function block(value: unknown, width: number): readonly string[] {
  const line = inline(value);
  if (line.length <= width || typeof value !== 'object' || value === null) {
    return [line];
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const members = Object.entries(value).flatMap(([name, member]) => {
    const [first = '', ...rest] = block(member, width - 2);
    const label = Array.isArray(value) ? '' : `${inlineText(name)}: `;
    const lines = [label + first, ...rest];
    return lines.map((text, index) => `  ${text}${index === lines.length - 1 ? ',' : ''}`);
  });
  return [open, ...members, close];
}

/** The members of an object on one line, without braces. */
export function inlineMembers(members: object): string {
  return Object.entries(members)
    .map(([name, value]) => `${inlineText(name)}: ${inline(value)}`)
    .join(', ');
}

function inlineText(text: string): string {
  if (plain.test(text) && !reserved.has(text)) {
    return text;
  }
  // An entity tag is easier to read as '"abc"' than as "\\"abc\\"".
  const isQuotedBest = text.includes('"') && /^[^'\\\p{Cc}]*$/u.test(text);
  return printable(isQuotedBest ? `'${text}'` : JSON.stringify(text));
}
