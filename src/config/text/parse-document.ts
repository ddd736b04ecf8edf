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
export const maxDocumentBytes = 10 * 1024 * 1024;
/** How many aliases one document may have resolved, counting those inside what an alias stands for. */
export const maxAliases = 100;

/** A parsed text: its root node, absent where the text is empty or broken, and what was wrong with it. */
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
      message: 'larger than 10 MiB',
      file: file.name,
    });
  }
  if (file.text.includes('\0') || file.text.includes('\uFFFD')) {
    return broken({
      code: 'not-text',
      severity: 'error',
      message: 'this is no text in UTF-8',
      hint: 'a configuration is a YAML text',
      file: file.name,
    });
  }
  const documents = composeAll(file.text);
  const [first, second] = documents;
  const syntax = documents.flatMap((document) =>
    firstPerLine(file, [...document.errors, ...document.warnings]),
  );
  if (syntax.length > 0) return { root: null, diagnostics: syntax };
  if (second) {
    return broken(
      errorAt(
        rangeOf(file, second.range),
        'yaml-documents',
        'a second document in one file',
        'put it in a file of its own and include it',
      ),
    );
  }
  if (!first || first.contents === null || (isScalar(first.contents) && first.contents.value === null)) {
    return broken({
      code: 'empty-file',
      severity: 'error',
      message: 'this file is empty',
      hint: 's3tester init writes one to begin with',
      file: file.name,
    });
  }
  const converter = new Converter(file, first);
  const root = converter.convert(first.contents);
  return converter.diagnostics.length > 0
    ? { root: null, diagnostics: converter.diagnostics }
    : { root, diagnostics: [] };
}

function broken(diagnostic: Diagnostic): ParsedDocument {
  return { root: null, diagnostics: [diagnostic] };
}

function composeAll(text: string): YamlDocument.Parsed[] {
  const composer = new Composer({ version: '1.2', uniqueKeys: true, prettyErrors: false });
  return [...composer.compose(new Parser().parse(text))] as YamlDocument.Parsed[];
}

function firstPerLine(file: SourceFile, errors: readonly YAMLError[]): Diagnostic[] {
  const seen = new Set<number>();
  const diagnostics: Diagnostic[] = [];
  for (const error of errors) {
    const at = { file, start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) };
    const { line } = positionOf(file, at.start);
    if (seen.has(line)) continue;
    seen.add(line);
    diagnostics.push(describeYamlError(error, at, lineAt(file, line)));
  }
  return diagnostics;
}

function describeYamlError(error: YAMLError, at: Location, line: string): Diagnostic {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]+/.exec(at.file.text.slice(at.start))?.[0] ?? '';
    return errorAt(
      { ...at, end: at.start + Math.max(1, key.length) },
      'duplicate-key',
      `the key "${key}" stands twice in this map`,
      'keep one of them',
    );
  }
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return errorAt(
      at,
      'unknown-tag',
      `${error.message.replace(/^Unresolved tag: /, 'unknown tag ')}`,
      'leave the tag out',
    );
  }
  if (/[[{][^"']*\$\{/.test(line)) {
    const template = /\$\{[^}]*\}/.exec(line)?.[0] ?? '${…}';
    return errorAt(
      at,
      'yaml-syntax',
      `broken YAML: an unquoted ${template} inside a flow map or list`,
      `quote it: "${template}"`,
    );
  }
  return errorAt(
    at,
    'yaml-syntax',
    `broken YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`,
  );
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
    if (isAlias(node)) return this.#resolve(node);
    const at = rangeOf(this.file, (node as { range?: readonly number[] } | null)?.range);
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.convert(item)), at };
    if (isMap(node)) return { kind: 'map', entries: node.items.map((pair) => this.#entry(pair, at)), at };
    if (isScalar(node)) return this.#scalar(node.value, node.source, at);
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
    if (typeof value === 'bigint')
      return { kind: 'scalar', value: Number(value), source: source ?? String(value), at };
    this.diagnostics.push(
      errorAt(
        at,
        'unknown-tag',
        'a tagged value that a configuration does not know',
        'leave the tag out; binary bodies are written { base64: … }',
      ),
    );
    return { kind: 'scalar', value: null, source: '', at };
  }

  #entry(pair: unknown, parent: Location): MapEntry {
    const key: unknown = isPair(pair) ? pair.key : null;
    const value: unknown = isPair(pair) ? pair.value : null;
    const keyAt = isScalar(key) ? rangeOf(this.file, key.range) : parent;
    if (!isScalar(key)) this.diagnostics.push(errorAt(keyAt, 'bad-key', 'a key must be a text', 'quote it'));
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
        errorAt(at, 'unknown-alias', `no anchor "&${alias.source}" stands before this alias`),
      );
      return nothing;
    }
    return this.convert(target);
  }
}
