/**
 * Makes text of a server harmless in a terminal and in the log of a CI job: control and direction-changing characters and
 * halves of characters become escapes, so that a response can neither move the cursor nor hide behind other text; and so
 * does what GitHub and Azure take for a command: `##[…]` anywhere, and `::` where a line begins. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029]/gu, (char) =>
      char === '\n' || char === '\t' ? char : escapeCharacter(char),
    )
    .replace(commandOfLog, '\\x23#')
    .replace(/(?<=\n[ \t]*)::/g, '\\x3a:');
}

/** The beginning of `##[error]` or `##vso[…]`, which the programs that read the log of a job obey. */
export const commandOfLog = /##(?=\w*\[)/g;

/** The same on one line: line breaks and tabs become escapes, too. */
export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

function escapeCharacter(char: string): string {
  if (char === '\r') {
    return '\\r';
  }
  const code = char.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
