import { resolveReference } from '../../config/paths.js';
import type { Place } from '../context.js';

/** The path of a file that a step names, relative to the configuration file it stands in. */
export function filePath(reference: string, { group, context }: Place): string {
  return resolveReference(reference, group.file.name, context.path);
}
