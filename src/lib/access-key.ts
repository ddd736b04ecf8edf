/**
 * Whether a text can be an access key id: printable ASCII without blanks, as a signature names it in a header. A blank
 * shows that something else became part of it, such as the next line of a file, which may be a secret.
 */
export function isAccessKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** What a sentence says of an access key that is none; it does not repeat it. */
export const impossibleKey = 'has a blank or a character beyond ASCII in it';
/** What its author may have meant. */
export const impossibleKeyHint =
  'did the next field become a part of it: a line too far in, a comma or a colon that is missing?';
