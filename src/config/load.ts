import { isUtf8 } from 'node:buffer';
import { describeFileError } from '../lib/describe-file-error.js';
import type { Configuration } from './configuration.js';
import { documentShape } from './language/document.js';
import { mergeDocuments, type ReadDocument } from './merge.js';
import { resolveReference } from './paths.js';
import type { Reader } from './reader.js';
import { settleText } from './shape/scalars.js';
import type { ReadContext } from './shape/shape.js';
import { readDocument, type StoredDocuments } from './stored-documents.js';
import { type Diagnostic, errorAt, hasErrors } from './text/diagnostic.js';
import { hideInMessages } from './text/hide-in-messages.js';
import { child, type Node } from './text/node.js';
import type { Location, SourceFile } from './text/source-file.js';

/** A configuration with what is wrong with it. */
export interface Loaded {
  /** Null where the diagnostics contain errors. */
  readonly configuration: Configuration | null;
  /** What could be read in spite of errors: to be checked further, never to be run. */
  readonly readable: Configuration;
  /** Nothing was left out of `readable`. */
  readonly whole: boolean;
  /** Nothing was left out of its credentials. */
  readonly hasAllCredentials: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** How configurations are loaded. */
export interface LoadOptions {
  /** Every variable of the environment that is named must be set. */
  readonly strict: boolean;
  /** Documents that need not be parsed again. */
  readonly stored?: StoredDocuments | undefined;
}

/**
 * Reads the files and what they include, and merges them: groups append in order, the first file's
 * `config` wins key by key. Collects every diagnostic of every file; never throws for a user's mistake.
 */
export async function loadConfiguration(
  paths: readonly string[],
  reader: Reader,
  environment: Environment,
  options: LoadOptions = { strict: true },
): Promise<Loaded> {
  const loader = new Loader(reader, environment, options);
  for (const path of paths) {
    await loader.load(path, undefined, []);
  }
  const { configuration: readable, diagnostics } = mergeDocuments(
    loader.documents,
    !hasErrors(loader.diagnostics),
    reader.path,
  );
  const all = [...loader.diagnostics, ...diagnostics].map(hideInMessages);
  return {
    configuration: hasErrors(all) ? null : readable,
    readable,
    whole: loader.whole,
    hasAllCredentials: loader.hasAllCredentials,
    diagnostics: all,
  };
}

/** A file on the way from the first one to an include. */
interface Link {
  readonly path: string;
  readonly identity: string;
}

/** Holds what the reading of several files has found so far. */
class Loader {
  readonly documents: ReadDocument[] = [];
  readonly diagnostics: Diagnostic[] = [];
  whole = true;
  hasAllCredentials = true;
  readonly #seen = new Set<string>();
  readonly #context: ReadContext;

  constructor(
    private readonly reader: Reader,
    environment: Environment,
    private readonly options: LoadOptions,
  ) {
    this.#context = {
      strict: options.strict,
      report: (diagnostic) => this.diagnostics.push(diagnostic),
      leaveOut: () => {
        this.whole = false;
      },
      environment: (name) => environment[name],
    };
  }

  async load(path: string, includedAt: Location | undefined, chain: readonly Link[]): Promise<void> {
    const identity = this.reader.identify(path);
    const first = chain.findIndex((link) => link.identity === identity);
    if (first !== -1) {
      const names = [...chain.slice(first).map((link) => link.path), path];
      this.diagnostics.push(
        errorAt(
          includedAt,
          'include-cycle',
          `a file includes itself: ${names.join(' → ')}`,
          'remove one of these includes',
        ),
      );
      return;
    }
    if (this.#seen.has(identity)) {
      return;
    }
    this.#seen.add(identity);
    const file = await this.#open(path, includedAt);
    if (!file) {
      return;
    }
    const { root, diagnostics } = await readDocument(file, this.options.stored);
    this.diagnostics.push(...diagnostics.map(withFirstStep));
    const content = root && documentShape.read(root, this.#context);
    if (content) {
      this.documents.push({ file, content });
    } else {
      this.#leaveOut();
    }
    if (this.diagnostics.some(isIn(root && child(root, 'config')))) {
      this.hasAllCredentials = false;
    }
    if (root) {
      await this.#includes(root, file, [...chain, { path, identity }]);
    }
  }

  async #open(path: string, includedAt: Location | undefined): Promise<SourceFile | undefined> {
    try {
      const bytes = await this.reader.read(path);
      if (!isUtf8(bytes)) {
        this.#refuse(path, includedAt, 'not-text', 'this is not UTF-8 text', 'a configuration is YAML text');
        return undefined;
      }
      const text = Buffer.from(bytes).toString('utf8');
      return { name: path, text: text.startsWith('\uFEFF') ? text.slice(1) : text };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const reason = describeFileError(error);
      const inFolder = `'${path.replace(/[\\/]+$/, '')}/*.yaml' names the files in it`;
      const hint =
        code === 'EISDIR'
          ? inFolder
          : includedAt
            ? 'includes are relative to the file that names them'
            : 's3tester init writes a first configuration';
      this.#refuse(path, includedAt, 'unreadable-file', reason, hint);
      return undefined;
    }
  }

  /** Of a file that is left out nothing is known. */
  #leaveOut(): void {
    this.whole = false;
    this.hasAllCredentials = false;
  }

  /** Reports a file that cannot be read: at the include that names it, else under its own name. */
  #refuse(path: string, includedAt: Location | undefined, code: string, reason: string, hint: string): void {
    this.#leaveOut();
    const message = includedAt ? `${path}: ${reason}` : reason;
    this.diagnostics.push({
      ...errorAt(includedAt, code, message, hint),
      ...(includedAt ? {} : { file: path }),
    });
  }

  async #includes(root: Node, file: SourceFile, chain: readonly Link[]): Promise<void> {
    const include = child(root, 'include');
    if (!include) {
      return;
    }
    const entries = include.kind === 'list' ? include.items : [include];
    for (const entry of entries) {
      if (entry.kind !== 'scalar') {
        continue;
      }
      const reference = settleText(entry, this.#context);
      if (reference === undefined) {
        continue;
      }
      const pattern = resolveReference(reference, file.name, this.reader.path);
      const paths = /[*?[{]/.test(reference) ? await this.reader.glob(pattern) : [pattern];
      if (paths.length === 0) {
        this.#leaveOut();
        this.diagnostics.push(
          errorAt(
            entry.at,
            'nothing-included',
            `no file matches ${reference}`,
            'includes are relative to the file that names them',
          ),
        );
      }
      for (const path of paths) {
        await this.load(path, entry.at, chain);
      }
    }
  }
}

/** Reports the errors that point into a node. */
function isIn(node: Node | null | undefined): (diagnostic: Diagnostic) => boolean {
  return ({ severity, at }) =>
    node != null &&
    severity === 'error' &&
    at?.file === node.at.file &&
    at.start >= node.at.start &&
    at.end <= node.at.end;
}

/** Of an empty configuration, how to get one. */
function withFirstStep(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.code === 'empty-file'
    ? { ...diagnostic, hint: 's3tester init writes one to begin with' }
    : diagnostic;
}
