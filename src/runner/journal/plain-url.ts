/** An endpoint as journals name it: without user and password, and without a slash at its end. */
export function plainUrl(text: string): string {
  if (!URL.canParse(text)) {
    return text;
  }
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/, '');
}
