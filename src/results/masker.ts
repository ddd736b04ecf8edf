import { mask } from './redact-text.js';
import { encodedForms, writtenForms } from './secret-forms.js';
import { byteText, mayBeEscaped, unescapeText } from './unescaped-text.js';

/** Masks known secrets in texts. */
export interface Masker {
  /** In what users and servers say: every secret. */
  maskData(text: string): string;
  /** In our own words, and in names that people gave: those that are ordinary words only where a text quotes them. */
  maskWords(text: string): string;
}

// Secrets shorter than this, in characters, are not looked for: they would hide ordinary words.
const shortestSecret = 6;
/** A secret that a person made up: one that is shorter than this, of words or digits alone. */
const longestWords = 16;
const words = /^(?:[A-Z]?[a-z]+(?:[-_. ][A-Z]?[a-z]+)*\d{0,4}|\d+)$/;

const quoted = /"[^"]*"|'[^']*'|`[^`]*`/g;

/**
 * Makes what masks these secrets, in whatever form they are written. One that is an ordinary word is masked where it
 * stands as a whole word; one of less than six characters is not looked for.
 */
export function createMasker(secrets: Iterable<string>): Masker {
  // The longest first, so that none hides only the beginning of another.
  const known = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  const maskAll = makeReplacer(known);
  const maskStrong = makeReplacer(known.filter((secret) => !isOrdinary(secret)));
  return {
    maskData: maskAll,
    maskWords: (text) => maskStrong(text).replace(quoted, maskAll),
  };
}

function isOrdinary(secret: string): boolean {
  return secret.length < longestWords && words.test(secret);
}

function makeReplacer(secrets: readonly string[]): (text: string) => string {
  if (secrets.length === 0) {
    return (text) => text;
  }
  const written = new RegExp(secrets.flatMap(sourcesOf).join('|'), 'g');
  const sought = secrets.map((secret) => ({ bytes: byteText(secret), asWord: isOrdinary(secret) }));
  return (text) => {
    const masked = text.replace(written, mask);
    return mayBeEscaped.test(masked) ? maskEscaped(masked, sought) : masked;
  };
}

function sourcesOf(secret: string): readonly string[] {
  if (isOrdinary(secret)) {
    return [`(?<!\\w)${escapeForPattern(secret)}(?!\\w)`, ...encodedForms(secret).map(escapeForPattern)];
  }
  const forms = [...writtenForms(secret)];
  return forms.sort((a, b) => b.length - a.length).map(escapeForPattern);
}

interface Sought {
  readonly bytes: string;
  /** Whether it is a secret only as a whole word. */
  readonly asWord: boolean;
}

/**
 * Makes what masks secrets that matter for one value only, such as a signature: without an expression, since to compile
 * one takes longer than to look for each form.
 */
export function createQuickMasker(secrets: Iterable<string>): (text: string) => string {
  const known = [...secrets];
  const forms = known.flatMap(writtenForms).sort((a, b) => b.length - a.length);
  const sought = known.map((secret) => ({ bytes: byteText(secret), asWord: false }));
  return (text) => {
    const masked = forms.reduce((rest, form) => rest.replaceAll(form, mask), text);
    return mayBeEscaped.test(masked) ? maskEscaped(masked, sought) : masked;
  };
}

/** Masks what is a secret once the escapes are read. */
function maskEscaped(text: string, secrets: readonly Sought[]): string {
  const { bytes, startOf } = unescapeText(text);
  let masked = '';
  let last = 0;
  for (const [from, to] of findAll(bytes, secrets)) {
    const start = startOf(from);
    if (start >= last) {
      masked += text.slice(last, start) + mask;
      last = startOf(to);
    }
  }
  return masked + text.slice(last);
}

function findAll(
  bytes: string,
  secrets: readonly Sought[],
): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (const { bytes: secret, asWord } of secrets) {
    for (let at = bytes.indexOf(secret); at !== -1; at = bytes.indexOf(secret, at + 1)) {
      const end = at + secret.length;
      if (!asWord || !(isWord(bytes[at - 1]) || isWord(bytes[end]))) {
        found.push([at, end]);
      }
    }
  }
  return found.sort(([a], [b]) => a - b);
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /\w/.test(char);
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
