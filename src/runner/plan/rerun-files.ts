import { stdinName } from '../../config/reader.js';
import { shellWord } from '../../lib/shell-word.js';

/** The words that run files again; what came by the standard input is given by it. */
export function rerunFiles(names: readonly string[]): readonly string[] {
  return ['run', ...names.map((name) => (name === stdinName ? '-' : shellWord(name)))];
}
