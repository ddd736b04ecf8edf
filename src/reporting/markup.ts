import { commandOfLog, oneLine, printable } from './printable.js';

// What XML 1.0 cannot hold, not even escaped: https://www.w3.org/TR/xml/#charsets
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

// What a document may hold, and a reader does not see.
const unseen = /[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Text as XML and HTML may hold it between tags; what no document may hold becomes U+FFFD, what would hide or turn the
 * text around it is spelt out, and what the log of a CI job takes for a command has a reference in it.
 */
export function escapeText(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replace(unseen, printable)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(commandOfLog, '&#35;#')
    .replace(/^([ \t]*):(?=:)/gm, '$1&#58;');
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
