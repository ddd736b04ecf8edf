import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedResults } from '../results/merge.js';
import { readResultsFile } from './read-results-file.js';
import { UsageError } from './usage-error.js';

/** Results that were found, and the files of a folder that hold none, each with the reason. */
export interface FoundResults {
  readonly results: readonly NamedResults[];
  readonly others: readonly string[];
}

/** Reads results files, and all results in folders, which may hold other files too. */
export async function readResultsFolders(paths: readonly string[]): Promise<FoundResults> {
  const results: NamedResults[] = [];
  const others: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      results.push({ file: path, results: await readResultsFile(path) });
      continue;
    }
    const names = (await readdir(path)).filter((name) => /\.(?:json|ya?ml)$/.test(name)).toSorted();
    for (const file of names.map((name) => join(path, name))) {
      try {
        results.push({ file, results: await readResultsFile(file) });
      } catch (error) {
        if (!(error instanceof UsageError)) {
          throw error;
        }
        others.push(error.message);
      }
    }
  }
  return { results, others };
}
