import { type Diagnostic, errorAt, warningAt } from '../text/diagnostic.js';
import type { Node, ScalarNode } from '../text/node.js';
import type { Location } from '../text/source-file.js';
import { parseTemplate } from './parse-template.js';
import type { LiteralValue, TemplateValue, Value } from './value.js';

/** Compiles a node into a value; what is wrong in its templates goes to `report`. */
export function compileValue(node: Node, report: (diagnostic: Diagnostic) => void): Value {
  switch (node.kind) {
    case 'scalar':
      return compileScalar(node, report);
    case 'list':
      return { kind: 'list', items: node.items.map((item) => compileValue(item, report)), at: node.at };
    case 'map':
      return compileMap(node, report);
  }
}

function compileMap(node: Extract<Node, { kind: 'map' }>, report: (diagnostic: Diagnostic) => void): Value {
  const source = node.entries.find(({ key }) => key === '$for');
  if (source) {
    const value = node.entries.find(({ key }) => key === 'value');
    const other = node.entries.find(({ key }) => key !== '$for' && key !== 'value');
    if (!value || other) {
      report(
        errorAt(
          other?.keyAt ?? source.keyAt,
          'bad-generated-list',
          'a generated list has the keys $for and value',
          'write { $for: "${1..10}", value: … }',
        ),
      );
    }
    return {
      kind: 'generated',
      source: compileValue(source.value, report),
      value: value
        ? compileValue(value.value, report)
        : { kind: 'literal', value: null, source: '', at: node.at },
      at: node.at,
    };
  }
  return {
    kind: 'map',
    entries: node.entries.map(({ key, keyAt, value }) => ({
      key: compileText(key, keyAt, report),
      value: compileValue(value, report),
    })),
    at: node.at,
  };
}

function compileScalar(node: ScalarNode, report: (diagnostic: Diagnostic) => void): Value {
  if (typeof node.value === 'string') {
    return compileText(node.value, node.at, report);
  }
  if (typeof node.value === 'number' && String(node.value) !== node.source) {
    report(
      warningAt(
        node.at,
        'number-form',
        `this is read as the number ${node.value}`,
        `quote it to keep it as it is written: "${node.source}"`,
      ),
    );
  }
  return { kind: 'literal', value: node.value, source: node.source, at: node.at };
}

/** Compiles a text at a position: a literal, or a template where it has `${…}`. */
export function compileText(
  text: string,
  at: Location,
  report: (diagnostic: Diagnostic) => void,
): LiteralValue | TemplateValue {
  if (!text.includes('${')) {
    return { kind: 'literal', value: text, source: text, at };
  }
  const { parts, problems } = parseTemplate(text);
  for (const { message, hint } of problems) {
    report(errorAt(at, 'bad-template', message, hint));
  }
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') {
    return { kind: 'literal', value: only, source: only, at };
  }
  return { kind: 'template', parts, at };
}
