/**
 * Compiles a regular expression of a configuration. A leading `(?ims)` sets flags. It is read in
 * Unicode mode, and without where it holds escapes that only the older mode knows. Throws SyntaxError.
 */
function compilePattern(source: string): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(source);
  const flags = [...new Set(inline?.[1] ?? '')].join('');
  const body = inline ? source.slice(inline[0].length) : source;
  try {
    return new RegExp(body, `u${flags}`);
  } catch {
    return new RegExp(body, flags);
  }
}

/** Says whether a text matches a pattern; a pattern that does not compile matches nothing. */
export function matchesPattern(source: string, text: string): boolean {
  try {
    return compilePattern(source).test(text);
  } catch {
    return false;
  }
}

/** Why a pattern does not compile, in the engine's words; null where it does. */
export function findPatternFault(source: string): string | null {
  try {
    compilePattern(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
