import type { Configuration } from './configuration.js';
import { documentShape } from './grammar/document.js';
import { mergeDocuments, type ReadDocument } from './merge.js';
import { resolveReference } from './paths.js';
import type { Reader } from './reader.js';
import { settleText } from './shape/scalars.js';
import type { ReadContext } from './shape/shape.js';
import { type Diagnostic, errorAt, hasErrors } from './text/diagnostic.js';
import { child, type Node } from './text/node.js';
import { parseDocument } from './text/parse-document.js';
import type { Location, SourceFile } from './text/source-file.js';

/** A configuration, or null where errors stand among the diagnostics. */
export interface Loaded {
  readonly configuration: Configuration | null;
  readonly diagnostics: readonly Diagnostic[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the files and what they include, and merges them: groups append in order, the first file's
 * `config` wins key by key. Collects every diagnostic of every file; never throws for a user's mistake.
 */
export async function loadConfiguration(
  paths: readonly string[],
  reader: Reader,
  environment: Environment,
): Promise<Loaded> {
  const loader = new Loader(reader, environment);
  for (const path of paths) await loader.load(path, undefined, []);
  const { configuration, diagnostics } = mergeDocuments(loader.documents);
  const all = [...loader.diagnostics, ...(hasErrors(loader.diagnostics) ? [] : diagnostics)];
  return { configuration: hasErrors(all) ? null : configuration, diagnostics: all };
}

/** Holds what the reading of several files has found so far. */
class Loader {
  readonly documents: ReadDocument[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  readonly #context: ReadContext;

  constructor(
    private readonly reader: Reader,
    environment: Environment,
  ) {
    this.#context = {
      report: (diagnostic) => this.diagnostics.push(diagnostic),
      environment: (name) => environment[name],
    };
  }

  async load(path: string, includedAt: Location | undefined, chain: readonly string[]): Promise<void> {
    const identity = this.reader.identify(path);
    if (chain.includes(identity)) {
      this.diagnostics.push(
        errorAt(
          includedAt,
          'include-cycle',
          `${path} includes itself, by way of ${chain.length} ${chain.length === 1 ? 'file' : 'files'}`,
          'remove one of the includes',
        ),
      );
      return;
    }
    if (this.#seen.has(identity)) return;
    this.#seen.add(identity);
    const file = await this.#open(path, includedAt);
    if (!file) return;
    const { root, diagnostics } = parseDocument(file);
    this.diagnostics.push(...diagnostics);
    if (!root) return;
    const content = documentShape.read(root, this.#context);
    if (content) this.documents.push({ file, content });
    await this.#includes(root, file, [...chain, identity]);
  }

  async #open(path: string, includedAt: Location | undefined): Promise<SourceFile | undefined> {
    try {
      const bytes = await this.reader.read(path);
      const text = Buffer.from(bytes).toString('utf8');
      return { name: path, text: text.startsWith('\uFEFF') ? text.slice(1) : text };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
      const reason =
        code === 'ENOENT'
          ? 'there is no such file'
          : code === 'EISDIR'
            ? 'this is a folder'
            : `cannot be read (${code})`;
      const message = includedAt ? `${path}: ${reason}` : reason;
      this.diagnostics.push({
        ...errorAt(
          includedAt,
          'unreadable-file',
          message,
          includedAt ? undefined : 's3tester init writes a first configuration',
        ),
        ...(includedAt ? {} : { file: path }),
      });
      return undefined;
    }
  }

  async #includes(root: Node, file: SourceFile, chain: readonly string[]): Promise<void> {
    const include = child(root, 'include');
    if (!include) return;
    const entries = include.kind === 'list' ? include.items : [include];
    for (const entry of entries) {
      if (entry.kind !== 'scalar') continue;
      const reference = settleText(entry, this.#context);
      if (reference === undefined) continue;
      const pattern = resolveReference(reference, file.name, this.reader.path);
      const paths = /[*?[{]/.test(reference) ? await this.reader.glob(pattern) : [pattern];
      if (paths.length === 0) {
        this.diagnostics.push(errorAt(entry.at, 'nothing-included', `no file matches ${reference}`));
      }
      for (const path of paths) await this.load(path, entry.at, chain);
    }
  }
}
