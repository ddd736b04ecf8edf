/** The page that a text names, where a link may lead there: of the web, by https; null for anything else. */
export function linkTo(page: string | null): string | null {
  return page !== null && /^https:\/\/[^\s<>"\\^`{|}]+$/.test(page) && URL.canParse(page) ? page : null;
}
