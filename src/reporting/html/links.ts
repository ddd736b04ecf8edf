import { linkTo } from '../link-to.js';
import { html, type Markup, nothing } from './html.js';

/** A link to a page of the web; what is no address by https is shown as text, lest it leads elsewhere. */
export function linkToPage(page: string | null, text: string): Markup {
  if (page === null) {
    return nothing;
  }
  const link = linkTo(page);
  return link === null
    ? html`<span>${page}</span>`
    : html`<a class="page" href="${link}" rel="noreferrer">${text}</a>`;
}
