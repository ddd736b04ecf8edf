import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Floors, type ImportTable, otherFiles } from '../../scripts/import-rules/table.js';
import { repository } from './repository.js';

/** An import of one source file by another, by their paths in the repository, and as it is written. */
export interface SourceImport {
  readonly from: string;
  readonly to: string;
  readonly specifier: string;
}

/** The folders of `src/`, itself among them, each with the names of its files and folders; folders end with `/`. */
export async function sourceFolders(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(repository, folder), { withFileTypes: true });
    found.set(
      folder,
      entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)),
    );
    for (const entry of entries.filter((one) => one.isDirectory())) {
      await visit(`${folder}/${entry.name}`);
    }
  };
  await visit('src');
  return found;
}

/**
 * Every import of one file of `src/` by another, whatever its form. The linter does not look at types such as
 * `import('./io.js').Io`, nor does it resolve `../lib/../cli/io.js`; here both are seen.
 */
export async function sourceImports(): Promise<readonly SourceImport[]> {
  const found: SourceImport[] = [];
  for (const [folder, names] of await sourceFolders()) {
    for (const name of names.filter((one) => one.endsWith('.ts'))) {
      const from = `${folder}/${name}`;
      const text = await readFile(path.join(repository, from), 'utf8');
      for (const [, specifier = ''] of text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']*)'/g)) {
        found.push({ from, to: path.posix.join(folder, specifier).replace(/\.js$/, '.ts'), specifier });
      }
    }
  }
  return found;
}

/** The member of a folder that a path in it belongs to. */
export function memberOf(floors: Floors, inside: string): string {
  const [first = '', ...rest] = inside.split('/');
  return rest.length > 0 || floors[first] !== undefined ? first : otherFiles;
}

/** Whether the table allows an import, or by which of its lines, where it needs one. */
export function judgeImport(table: ImportTable, from: string, to: string, folder = 'src'): string | boolean {
  const floors = table[folder];
  if (!floors) {
    return true;
  }
  const [source, target] = [from.slice(folder.length + 1), to.slice(folder.length + 1)];
  const [member, other] = [memberOf(floors, source), memberOf(floors, target)];
  if (member === other) {
    return source === member || member === otherFiles || judgeImport(table, from, to, `${folder}/${member}`);
  }
  const line = floors[member]?.find((allowed) => allowed === other || allowed === target);
  return line !== undefined && `${folder}: ${member} → ${line}`;
}
