// What JSON and YAML leave as it is: a line break is either an escape there already, or the document's own.
const hidden = /[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]|#(?=#\w*\[)/u;
const everyHidden = new RegExp(hidden, 'gu');

/** Whether a document of JSON or YAML holds characters that hide what it says, or a command to who reads the log of a job. */
export function holdsHidden(document: string): boolean {
  return hidden.test(document);
}

/** The same document with these characters as escapes of four digits; they must stand between double quotes. */
export function escapeHidden(document: string): string {
  return document.replace(everyHidden, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
