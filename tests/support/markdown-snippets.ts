import { readFile } from 'node:fs/promises';

/** A fenced block of a Markdown file. */
export interface Snippet {
  /** `FILE:LINE` of its first line. */
  readonly place: string;
  readonly language: string;
  /** The words after the language. */
  readonly remarks: readonly string[];
  readonly text: string;
}

/** The fenced blocks of a Markdown file, in order; `name` is how places call the file. */
export async function readSnippets(file: string | URL, name: string): Promise<readonly Snippet[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const snippets: Snippet[] = [];
  let open: { readonly words: readonly string[]; readonly line: number } | undefined;
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('```')) {
      continue;
    }
    if (open === undefined) {
      open = { words: line.slice(3).split(' '), line: index + 1 };
      continue;
    }
    const [language = '', ...remarks] = open.words;
    const text = `${lines.slice(open.line, index).join('\n')}\n`;
    snippets.push({ place: `${name}:${open.line + 1}`, language, remarks, text });
    open = undefined;
  }
  return snippets;
}
