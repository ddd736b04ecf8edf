import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = path.join(root, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');

/** What an editor offers at a place. */
export interface CompletionItem {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

/** What an editor underlines; lines count from 0. */
export interface EditorDiagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** A YAML language server as an editor starts it, with one schema for every file; talks LSP over stdio. */
export class LanguageServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #diagnosed = new Map<string, (diagnostics: readonly EditorDiagnostic[]) => void>();
  #pending = Buffer.alloc(0);
  #lastId = 0;
  #lastDocument = 0;
  #onConfigured = () => {};

  private constructor(private readonly schemaUri: string) {
    this.#child = spawn(process.execPath, [program, '--stdio']);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  /** Starts the server; `schema` is the path of a JSON Schema. */
  static async start(schema: string): Promise<LanguageServer> {
    const server = new LanguageServer(pathToFileURL(schema).href);
    await server.#ask('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { workspace: { configuration: true } },
    });
    const configured = new Promise<void>((resolve) => {
      server.#onConfigured = resolve;
    });
    server.#tell('initialized', {});
    await configured;
    await server.diagnose('');
    return server;
  }

  /** Opens a text and resolves with what the server finds wrong in it. */
  async diagnose(text: string): Promise<readonly EditorDiagnostic[]> {
    const { diagnostics } = this.#open(text);
    return diagnostics;
  }

  /** What is offered at the `|` in the text, which is taken out. */
  async complete(text: string): Promise<readonly CompletionItem[]> {
    const at = text.indexOf('|');
    const before = text.slice(0, at).split('\n');
    const { uri } = this.#open(text.slice(0, at) + text.slice(at + 1));
    const result = await this.#ask('textDocument/completion', {
      textDocument: { uri },
      position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
    });
    return (result as { readonly items: readonly CompletionItem[] }).items;
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.#ask('shutdown', null);
    this.#tell('exit', null);
    await ended;
  }

  #open(text: string): { uri: string; diagnostics: Promise<readonly EditorDiagnostic[]> } {
    this.#lastDocument += 1;
    const uri = `file:///scenario-${this.#lastDocument}.yaml`;
    const diagnostics = new Promise<readonly EditorDiagnostic[]>((resolve) => {
      this.#diagnosed.set(uri, resolve);
    });
    this.#tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return { uri, diagnostics };
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise((resolve) => this.#answers.set(id, resolve));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  #tell(method: string, params: unknown): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  #send(message: object): void {
    const text = JSON.stringify(message);
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #receive(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (;;) {
      const end = this.#pending.indexOf('\r\n\r\n');
      const [, length] =
        /Content-Length: (\d+)/i.exec(this.#pending.toString('latin1', 0, Math.max(end, 0))) ?? [];
      if (end < 0 || length === undefined || this.#pending.length < end + 4 + Number(length)) {
        return;
      }
      const body = this.#pending.subarray(end + 4, end + 4 + Number(length));
      this.#pending = this.#pending.subarray(end + 4 + Number(length));
      this.#take(JSON.parse(body.toString()) as Message);
    }
  }

  #take({ id, method, params, result }: Message): void {
    if (method === undefined) {
      if (id !== undefined) {
        this.#answers.get(id)?.(result);
      }
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly EditorDiagnostic[] };
      this.#diagnosed.get(uri)?.(diagnostics);
    } else if (method === 'workspace/configuration') {
      this.#send({ jsonrpc: '2.0', id, result: this.#configuration(params) });
      this.#onConfigured();
    } else if (id !== undefined) {
      this.#send({ jsonrpc: '2.0', id, result: null });
    }
  }

  #configuration(params: unknown): readonly unknown[] {
    const yaml = { schemas: { [this.schemaUri]: '*.yaml' }, validate: true, completion: true, hover: true };
    const { items } = params as { items: readonly { section: string }[] };
    return items.map(({ section }) => (section === 'yaml' ? yaml : null));
  }
}
