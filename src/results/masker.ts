import { mask } from './redact-text.js';
import { encodedForms, isPlain, writtenForms } from './secret-forms.js';
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
  const forms = secrets.map(formsOf);
  const written = new RegExp(
    secrets.flatMap((secret, index) => sourcesOf(secret, forms[index] ?? [])).join('|'),
    'g',
  );
  const sought = secrets.map((secret) => ({ bytes: byteText(secret), asWord: isOrdinary(secret) }));
  const shortest = Math.min(...[...secrets, ...forms.flat()].map((form) => form.length));
  return (text) => {
    if (text.length < shortest) {
      return text;
    }
    const masked = text.replace(written, mask);
    return mayBeEscaped.test(masked) ? maskEscaped(masked, sought) : masked;
  };
}

/** How a secret is written, the longest form first; one that is a word only where it is encoded. */
function formsOf(secret: string): readonly string[] {
  const forms = isOrdinary(secret) ? encodedForms(secret) : writtenForms(secret);
  return [...forms].sort((a, b) => b.length - a.length);
}

function sourcesOf(secret: string, forms: readonly string[]): readonly string[] {
  const sources = forms.map(escapeForPattern);
  return isOrdinary(secret) ? [`(?<!\\w)${escapeForPattern(secret)}(?!\\w)`, ...sources] : sources;
}

interface Sought {
  readonly bytes: string;
  /** Whether it is a secret only as a whole word. */
  readonly asWord: boolean;
}

/**
 * Makes what masks secrets that matter for one value only, such as a signature: without an expression, since to compile
 * one takes longer than to look for each form. The forms are made when a text is long enough to hold one, which few are.
 */
export function createQuickMasker(secrets: Iterable<string>): (text: string) => string {
  const known = [...secrets].sort((a, b) => b.length - a.length);
  const shortest = known.at(-1)?.length ?? 0;
  // In base64, which is the shortest, four characters say three; those at the edges may be its neighbours'.
  const shortestEncoded = known.every(isPlain) ? (shortest * 4) / 3 - 2 : shortest;
  let forms: readonly string[] | undefined;
  return (text) => {
    if (text.length < shortest) {
      return text;
    }
    let sought: readonly string[] = known;
    if (text.length >= shortestEncoded) {
      forms ??= known.flatMap(writtenForms).sort((a, b) => b.length - a.length);
      sought = forms;
    }
    const masked = sought.reduce((rest, form) => rest.replaceAll(form, mask), text);
    return mayBeEscaped.test(masked) ? maskEscaped(masked, known.map(asPart)) : masked;
  };
}

function asPart(secret: string): Sought {
  return { bytes: byteText(secret), asWord: false };
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
