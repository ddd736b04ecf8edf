import { linkTo } from './link-to.js';
import { escapeMarkdown } from './markup.js';

/** A text in Markdown that leads to a page, where that is one of the web. */
export function linkMarkdown(text: string, page: string | undefined): string {
  const link = linkTo(page ?? null);
  return link === null ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](<${link}>)`;
}
