import path from 'node:path';
import { writeAnnotations } from '../reporting/annotations.js';
import type { ResultSource } from '../results/source.js';
import type { Io } from './io.js';

/**
 * Writes what is unexpected to stderr as workflow commands of GitHub: in a job of GitHub Actions by itself, else where
 * it is asked for. Among records of a log it is only written where it is asked for, since its lines are none.
 */
export function annotate(results: ResultSource, asked: boolean | undefined, io: Io): void {
  const isUsual = io.environment.GITHUB_ACTIONS === 'true' && !io.notes.style.json;
  if (!(asked ?? isUsual)) {
    return;
  }
  const root = io.environment.GITHUB_WORKSPACE || process.cwd();
  for (const line of writeAnnotations(results, (file) => withinRoot(file, root))) {
    io.stderr.write(line);
  }
}

/** A file by its path from the root of a repository, with slashes; null where it is outside. */
function withinRoot(file: string, root: string): string | null {
  const relative = path.relative(root, path.resolve(file));
  const isInside = relative !== '' && !path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..';
  return isInside ? relative.split(path.sep).join('/') : null;
}
