import { escapeHidden } from '../lib/escape-hidden.js';
import type { ResultSource } from '../results/source.js';
import { withCauses } from './with-causes.js';

/**
 * Any data as JSON, indented by two spaces, with a final line break. Control characters and those that change the
 * direction of text stand as escapes: a terminal shows results, too.
 */
export function renderJson(data: unknown): string {
  return `${inLines(data, '')}\n`;
}

/** Results as JSON, step by step. */
export function* writeJson(source: ResultSource): Generator<string> {
  const results = (indent: string) => writeList(source.results, indent, (entry) => entry.read());
  yield* writeObject({ ...withCauses(source), results }, '');
  yield '\n';
}

/** A value that is written in parts; `indent` is that of the line that it begins on. */
type WriteValue = (indent: string) => Iterable<string>;

/** An object as JSON, member by member; a function among its members writes its value in parts. */
export function* writeObject(members: Readonly<Record<string, unknown>>, indent: string): Generator<string> {
  const inner = `${indent}  `;
  let before = '{';
  for (const [name, value] of Object.entries(members)) {
    yield `${before}\n${inner}${JSON.stringify(name)}: `;
    if (typeof value === 'function') {
      yield* (value as WriteValue)(inner);
    } else {
      yield inLines(value, inner);
    }
    before = ',';
  }
  yield `\n${indent}}`;
}

/** A list as JSON, item by item, each made when it is written; `indent` is that of the line that the list begins on. */
export function* writeList<Item>(
  items: Iterable<Item>,
  indent: string,
  dataOf: (item: Item) => unknown,
): Generator<string> {
  let before = '[';
  for (const item of items) {
    yield `${before}\n${indent}  ${inLines(dataOf(item), `${indent}  `)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : `\n${indent}]`;
}

/** Data as JSON; its further lines are indented. No text in JSON holds a line break. */
function inLines(data: unknown, indent: string): string {
  return escapeHidden(JSON.stringify(data, null, 2)).replaceAll('\n', `\n${indent}`);
}
