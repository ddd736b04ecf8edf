import { oneLine } from './printable.js';

// What XML 1.0 cannot hold, not even escaped: https://www.w3.org/TR/xml/#charsets
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** Text as XML and HTML may hold it between tags; what no document may hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Text as the value of an attribute in double quotes; its line breaks survive. */
export function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}

/** Text on one line of Markdown, with nothing in it that Markdown or HTML would read as markup. */
export function escapeMarkdown(text: string): string {
  return escapeText(oneLine(text)).replace(/[\\`*_[\]|]/g, '\\$&');
}
