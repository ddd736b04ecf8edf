import type { Scalar } from 'yaml';
import { escapeHidden, holdsHidden } from '../lib/escape-hidden.js';
import { loadYaml } from '../lib/load-yaml.js';
import type { ResultSource } from '../results/source.js';
import { withCauses } from './with-causes.js';

const options = { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 } as const;

/** What GitHub takes for a command where a line begins with it, as lines of a text do that is not quoted. */
const commandOfLine = /^[ \t]*::/m;

/**
 * Any data as a YAML document: the same data as JSON, without anchors, and quoted so that a YAML 1.1 parser reads it
 * alike. Control characters and those that change the direction of text stand as escapes.
 */
export function renderYaml(data: unknown): string {
  const { stringify, Document, visit, Scalar: Kinds } = loadYaml();
  const text = stringify(data, options);
  if (!holdsHidden(text) && !commandOfLine.test(text)) {
    return text;
  }
  // Only between double quotes can a character be an escape.
  const document = new Document(data, options);
  visit(document, {
    Scalar(_key, node: Scalar) {
      if (typeof node.value === 'string' && (holdsHidden(node.value) || commandOfLine.test(node.value))) {
        node.type = Kinds.QUOTE_DOUBLE;
      }
    },
  });
  return escapeHidden(
    document.toString({ ...options, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }),
  );
}

/** Results as YAML, step by step. */
export function* writeYaml(source: ResultSource): Generator<string> {
  for (const [name, value] of Object.entries(withCauses(source))) {
    if (name !== 'results' || source.results.length === 0) {
      yield renderYaml({ [name]: value });
      continue;
    }
    yield `${name}:\n`;
    for (const entry of source.results) {
      yield renderYaml([entry.read()]).replaceAll(/^(?=.)/gm, '  ');
    }
  }
}
