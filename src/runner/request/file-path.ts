import { resolveReference } from '../../config/paths.js';
import type { StepContext } from '../context.js';

/** The path of a file that a step names, relative to the configuration file of the step. */
export function filePath(reference: string, { group, run }: StepContext): string {
  return resolveReference(reference, group.file.name, run.path);
}
