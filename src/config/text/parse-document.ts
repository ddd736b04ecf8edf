import {
  Composer,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Parser,
  type YAMLError,
  type Document as YamlDocument,
} from 'yaml';
import { type Diagnostic, errorAt } from './diagnostic.js';
import type { MapEntry, Node } from './node.js';
import { type Location, lineAt, positionOf, type SourceFile } from './source-file.js';

/** The largest YAML text that is read, in bytes. */
const maxDocumentBytes = 10 * 1024 * 1024;
/** How many aliases one document may have resolved, counting those inside the node of an alias. */
const maxAliases = 100;

/**
 * A parsed text: its root node, absent where the text is empty or broken, and what was wrong with it. Where a key appears
 * twice, the first counts.
 */
export interface ParsedDocument {
  readonly root: Node | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses one YAML 1.2 text; never throws for what a user wrote. */
export function parseDocument(file: SourceFile): ParsedDocument {
  if (Buffer.byteLength(file.text) > maxDocumentBytes) {
    return broken({
      code: 'file-too-large',
      severity: 'error',
      message: 'this file is larger than 10 MiB',
      hint: 'split it, and include its parts',
      file: file.name,
    });
  }
  const documents = composeAll(file.text);
  const [first, second] = documents;
  const syntax = describeErrors(
    file,
    documents.flatMap((document) => [...document.errors, ...document.warnings]),
  );
  if (syntax.some(({ code }) => code === 'yaml-syntax')) {
    return { root: null, diagnostics: syntax };
  }
  if (second) {
    return broken(
      errorAt(
        rangeOf(file, second.range),
        'yaml-documents',
        'a second document in one file',
        'put it in a separate file and include it',
      ),
    );
  }
  if (!first || first.contents === null || (isScalar(first.contents) && first.contents.value === null)) {
    return broken({
      code: 'empty-file',
      severity: 'error',
      message: 'this file is empty',
      file: file.name,
    });
  }
  const converter = new Converter(file, first);
  const root = converter.convert(first.contents);
  return {
    root: converter.diagnostics.length > 0 ? null : root,
    diagnostics: [...syntax, ...converter.diagnostics],
  };
}

function broken(diagnostic: Diagnostic): ParsedDocument {
  return { root: null, diagnostics: [diagnostic] };
}

function composeAll(text: string): YamlDocument.Parsed[] {
  const composer = new Composer({ version: '1.2', uniqueKeys: true, prettyErrors: false });
  return [...composer.compose(new Parser().parse(text))] as YamlDocument.Parsed[];
}

/** One diagnostic per line, up to the first that throws the parser off: what it says after that is no help. */
function describeErrors(file: SourceFile, errors: readonly YAMLError[]): Diagnostic[] {
  const seen = new Set<number>();
  const diagnostics: Diagnostic[] = [];
  for (const error of errors) {
    const { line } = positionOf(file, error.pos[0]);
    if (seen.has(line)) {
      continue;
    }
    seen.add(line);
    diagnostics.push(describeYamlError(file, error));
    if (diagnostics.at(-1)?.code === 'yaml-syntax') {
      break;
    }
  }
  return diagnostics;
}

const indentation: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'TAB_AS_INDENT',
]);

function describeYamlError(file: SourceFile, error: YAMLError): Diagnostic {
  const at = rangeOfError(file, error);
  const written = file.text.slice(at.start, at.end);
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return errorAt(
        at,
        'duplicate-key',
        `the key "${written}" appears twice in this map`,
        'keep one of them',
      );
    case 'TAG_RESOLVE_FAILED':
      return errorAt(at, 'unknown-tag', `a configuration has no tag ${written}`, 'leave the tag out');
  }
  if (/call stack/i.test(error.message)) {
    return errorAt(at, 'yaml-syntax', 'this is nested too deeply');
  }
  const template = unquotedTemplate(file, error);
  if (template) {
    const text = file.text.slice(template.start, template.end);
    return errorAt(
      template,
      'yaml-syntax',
      `broken YAML: an unquoted ${text} inside a flow map or list`,
      `quote it: "${text}"`,
    );
  }
  return errorAt(
    at,
    'yaml-syntax',
    `broken YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`,
    indentation.has(error.code) ? 'look at the indentation of this line and of those above it' : undefined,
  );
}

/** The first word of what an error points at, so that the pointer is never as long as a page. */
function rangeOfError(file: SourceFile, { pos: [start, end] }: YAMLError): Location {
  const rest = file.text.slice(start);
  const from = start + (/^ *(?=\S)/.exec(rest)?.[0].length ?? 0);
  const word = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,[\]{}]+)/.exec(file.text.slice(from))?.[0];
  return { file, start: from, end: from + (word?.length ?? Math.max(1, Math.min(end - from, 1))) };
}

/** The `${…}` at which a flow map or list breaks: YAML reads its brace as a map. */
function unquotedTemplate(file: SourceFile, { pos: [start] }: YAMLError): Location | undefined {
  const dollar = file.text[start - 1] === '$' && file.text[start] === '{' ? start - 1 : undefined;
  const { line, column } = positionOf(file, start);
  const text = lineAt(file, line);
  const inLine = /^[^"'#]*[[{,][^"'#]*?(?=\$\{)/.exec(text)?.[0].length;
  const from = dollar ?? (inLine === undefined ? undefined : start - column + 1 + inLine);
  if (from === undefined) {
    return undefined;
  }
  const length = /^\$\{[^}\n]*\}?/.exec(file.text.slice(from))?.[0].length ?? 2;
  return { file, start: from, end: from + length };
}

function rangeOf(file: SourceFile, range: readonly number[] | null | undefined): Location {
  const start = range?.[0] ?? 0;
  return { file, start, end: Math.max(range?.[1] ?? start, start + 1) };
}

/** Holds what one document's conversion counts: aliases resolved, and what was wrong. */
class Converter {
  readonly diagnostics: Diagnostic[] = [];
  #aliases = 0;

  constructor(
    private readonly file: SourceFile,
    private readonly document: YamlDocument.Parsed,
  ) {}

  convert(node: unknown): Node {
    if (isAlias(node)) {
      return this.#resolve(node);
    }
    const at = rangeOf(this.file, (node as { range?: readonly number[] } | null)?.range);
    if (isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => this.convert(item)), at };
    }
    if (isMap(node)) {
      return { kind: 'map', entries: this.#entries(node.items, at), at };
    }
    if (isScalar(node)) {
      return this.#scalar(node.value, node.source, at);
    }
    return { kind: 'scalar', value: null, source: '', at };
  }

  #scalar(value: unknown, source: string | undefined, at: Location): Node {
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      return { kind: 'scalar', value, source: source ?? String(value ?? ''), at };
    }
    if (typeof value === 'bigint') {
      return { kind: 'scalar', value: Number(value), source: source ?? String(value), at };
    }
    this.diagnostics.push(
      errorAt(
        at,
        'unknown-tag',
        'a configuration has no tagged values',
        'leave the tag out; binary bodies are written { base64: … }',
      ),
    );
    return { kind: 'scalar', value: null, source: '', at };
  }

  #entries(pairs: readonly unknown[], parent: Location): MapEntry[] {
    const names = new Set<string>();
    return pairs
      .map((pair) => this.#entry(pair, parent))
      .filter(({ key }) => !names.has(key) && names.add(key));
  }

  #entry(pair: unknown, parent: Location): MapEntry {
    const key: unknown = isPair(pair) ? pair.key : null;
    const value: unknown = isPair(pair) ? pair.value : null;
    const keyAt = isScalar(key) ? rangeOf(this.file, key.range) : parent;
    if (!isScalar(key)) {
      this.diagnostics.push(errorAt(keyAt, 'bad-key', 'a key must be a text', 'quote it'));
    }
    const name = isScalar(key)
      ? typeof key.value === 'string'
        ? key.value
        : (key.source ?? String(key.value))
      : '';
    const converted =
      value === null ? { kind: 'scalar' as const, value: null, source: '', at: keyAt } : this.convert(value);
    return { key: name, keyAt, value: converted };
  }

  #resolve(alias: {
    source: string;
    range?: readonly number[] | null;
    resolve(document: YamlDocument): unknown;
  }): Node {
    const at = rangeOf(this.file, alias.range);
    const nothing: Node = { kind: 'scalar', value: null, source: '', at };
    this.#aliases++;
    if (this.#aliases > maxAliases) {
      if (this.#aliases === maxAliases + 1) {
        this.diagnostics.push(
          errorAt(
            at,
            'too-many-aliases',
            `more than ${maxAliases} aliases are resolved in this document`,
            'write the values out, or use variables',
          ),
        );
      }
      return nothing;
    }
    const target = alias.resolve(this.document);
    if (target === undefined) {
      this.diagnostics.push(
        errorAt(at, 'unknown-alias', `no anchor "&${alias.source}" is defined before this alias`),
      );
      return nothing;
    }
    return this.convert(target);
  }
}
