import { execFile } from 'node:child_process';
import { copyFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './make-folder.js';
import { repository } from './repository.js';

/** The findings of one rule: the text of each, by file and line, as `src/a.ts:1`. */
export type Findings = ReadonlyMap<string, string>;

/** Lints a tree of files with the repository's own configuration, by one rule alone. */
export async function findByRule(rule: string, files: Readonly<Record<string, string>>): Promise<Findings> {
  const folder = await realpath(await makeFolder({ ...files, '.gitignore': 'node_modules/\n' }));
  for (const name of ['biome.json', 'biome.imports.json']) {
    await copyFile(path.join(repository, name), path.join(folder, name));
  }
  const biome = path.join(repository, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', `--only=${rule}`, '--reporter=github', '--max-diagnostics=none', '.'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const lines = stdout.matchAll(/^::error title=[^,]*,file=([^,]+),line=(\d+),[^:]*::(.*)$/gm);
      const found = Array.from(lines, ([, file = '', line, text = '']): [string, string] => {
        return [`${path.relative(folder, file).replaceAll('\\', '/')}:${line}`, text];
      });
      // A linter that could not start has failed, too, with nothing found.
      if (error !== null && found.length === 0) {
        reject(new Error(stderr, { cause: error }));
      } else {
        resolve(new Map(found));
      }
    });
  });
}
