import { escapeAttribute } from '../markup.js';

/** A piece of HTML, as opposed to text that is still to be escaped. */
export interface Markup {
  readonly markup: string;
}

/** What a template may contain: text and numbers are escaped, markup is not. */
export type Part = string | number | Markup | readonly Markup[];

/** Writes HTML in a template; everything that is put into it is escaped unless it was made here. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = parts.map(write);
  return { markup: strings.reduce((text, string, index) => text + written[index - 1] + string) };
}

/** Marks text that is known to be HTML, a style or a script as such. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** No markup at all. */
export const nothing: Markup = { markup: '' };

function write(part: Part): string {
  if (typeof part === 'string') {
    return escapeAttribute(part);
  }
  if (typeof part === 'number') {
    return String(part);
  }
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
