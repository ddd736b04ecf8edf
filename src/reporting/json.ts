import { escapeHidden } from './printable.js';

/**
 * Any data as JSON, indented by two spaces, with a final line break. Control characters and those that change the
 * direction of text stand as escapes: a terminal shows results, too.
 */
export function renderJson(data: unknown): string {
  return `${escapeHidden(JSON.stringify(data, null, 2))}\n`;
}
