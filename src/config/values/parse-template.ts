import { parseMilliseconds } from '../../lib/units.js';
import { filterNames } from './filters.js';
import type { Filter, RangeEnd, Reference, Subject, TemplatePart } from './value.js';

/** What is wrong in a template; `offset` counts from the start of its text. */
export interface TemplateProblem {
  readonly message: string;
  readonly offset: number;
  readonly hint?: string;
}

/** A text taken apart into literals and references. */
export interface ParsedTemplate {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly TemplateProblem[];
}

const pathPattern = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\])*$/;
/** Placeholders of S3 itself, in POST policies and bucket policies. */
const ofS3 = /^(?:filename$|(?:aws|s3|jwt|saml|ldap):)/;

/** Takes a text apart at its `${…}`; `$${` is a literal `${`, and S3's own placeholders stay as they are. */
export function parseTemplate(text: string): ParsedTemplate {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('${', at);
    if (start === -1) {
      break;
    }
    if (text[start - 1] === '$' && start > at) {
      literal += `${text.slice(at, start - 1)}\${`;
      at = start + 2;
      continue;
    }
    const end = closingBrace(text, start + 2);
    if (end === -1) {
      problems.push({
        message: 'a "${" without its "}"',
        offset: start,
        hint: 'a literal "${" is written "$${"',
      });
      break;
    }
    literal += text.slice(at, start);
    const inner = text.slice(start + 2, end);
    if (ofS3.test(inner)) {
      literal += `\${${inner}}`;
    } else {
      const reference = parseReference(inner, start, problems);
      if (reference) {
        if (literal !== '') {
          parts.push(literal);
        }
        literal = '';
        parts.push(reference);
      }
    }
    at = end + 1;
  }
  literal += text.slice(at);
  if (literal !== '' || parts.length === 0) {
    parts.push(literal);
  }
  return { parts, problems };
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '}') {
      depth--;
    } else if (text[i] === '{' && text[i - 1] === '$') {
      depth++;
    }
    if (depth === 0) {
      return i;
    }
  }
  return -1;
}

function parseReference(inner: string, offset: number, problems: TemplateProblem[]): Reference | undefined {
  const split = inner.indexOf(':-');
  const head = split === -1 ? inner : inner.slice(0, split);
  const [subjectText = '', ...filterTexts] = head.split('|').map((part) => part.trim());
  const subject = parseSubject(subjectText);
  if (!subject) {
    problems.push({
      message: `"\${${inner}}" is not a reference`,
      offset,
      hint: 'a name with a path (${page.Contents[0].Key}), a range (${1..40}), ${now+1d} or ${random:12}; a literal "${" is written "$${"',
    });
    return undefined;
  }
  const filters = filterTexts.map(parseFilter).filter(({ name }) => {
    const isKnown = filterNames.includes(name);
    if (!isKnown) {
      problems.push({
        message: `there is no filter "${name}"`,
        offset,
        hint: `filters: ${filterNames.join(', ')}`,
      });
    }
    return isKnown;
  });
  let fallback: readonly TemplatePart[] | undefined;
  if (split !== -1) {
    const parsed = parseTemplate(inner.slice(split + 2));
    fallback = parsed.parts;
    problems.push(
      ...parsed.problems.map((problem) => ({ ...problem, offset: offset + split + 4 + problem.offset })),
    );
  }
  return { kind: 'reference', text: inner, subject, fallback, filters };
}

function parseSubject(text: string): Subject | undefined {
  const range = /^(.+?)\.\.(.+)$/.exec(text);
  if (range) {
    const first = parseRangeEnd(range[1] ?? '');
    const last = parseRangeEnd(range[2] ?? '');
    return first !== undefined && last !== undefined ? { kind: 'range', first, last } : undefined;
  }
  const now = /^now(?:\s*([+-])\s*(.+))?$/.exec(text);
  if (now) {
    const offset = now[2] === undefined ? 0 : parseMilliseconds(now[2]);
    return offset === undefined ? undefined : { kind: 'now', offsetMs: now[1] === '-' ? -offset : offset };
  }
  const random = /^random:(\d{1,4})$/.exec(text);
  if (random) {
    return { kind: 'random', length: Number(random[1]) };
  }
  return parsePath(text);
}

function parseRangeEnd(text: string): RangeEnd | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : parsePath(text);
}

function parsePath(text: string): Extract<Subject, { kind: 'path' }> | undefined {
  if (!pathPattern.test(text)) {
    return undefined;
  }
  const [name = '', ...path] = text.replaceAll(/\[(\d+)\]/g, '.[$1').split('.');
  return {
    kind: 'path',
    name,
    path: path.map((part) => (part.startsWith('[') ? Number(part.slice(1)) : part)),
  };
}

function parseFilter(text: string): Filter {
  const [name = '', argument] = text.split(':');
  return { name, argument };
}
