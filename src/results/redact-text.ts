import { secretNameSource } from './secret-names.js';

/** What replaces a secret; it has no letter, so that it can contain none. */
export const mask = '***';

// `$NAME` and `${NAME}` say where a secret comes from: a line to reproduce a request needs them.
const bare = String.raw`(?!\$[{A-Z_]|-?\})[^\s&"'<>,;\\}]+`;
const quoted = String.raw`\\*"(?!\$[{A-Z_])[^"\\]+|\\*'(?!\$[{A-Z_])[^'\\]+`;

// Behind an escape a name begins, though the last character of the escape may be a letter or a digit.
const begins = '(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}))';

const assignment = new RegExp(
  String.raw`(${begins}(?:${secretNameSource})\\*["']?[ \t]*[:=][ \t]*)(${quoted}|${bare})`,
  'gi',
);
// The bare word occurs in prose too ("wrong signature: …"), so a colon alone does not make it a name.
const signature = new RegExp(
  String.raw`(${begins}signature(?:=|\\*["'][ \t]*[:=][ \t]*))(${quoted}|${bare})`,
  'gi',
);
// The same inside a percent-encoded URL, however often it was encoded.
const encoded = new RegExp(
  String.raw`(${begins}(?:${secretNameSource}|signature)%(?:25)*(?:3D|3A(?:%(?:25)*20)?))((?:(?!%(?:25)*(?:0D|0A|20|22|26|27|2C|3B))[^\s&"'<>,;\\}])+)`,
  'gi',
);
const element = new RegExp(
  String.raw`(<(?:\w+:)?(?:${secretNameSource}|signature)(?:\s[^<>]*)?>)([^<]+)`,
  'gi',
);
const formField = new RegExp(
  String.raw`(name="(?:${secretNameSource}|signature|policy)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,8}\r?\n)([^\r\n]+)`,
  'gi',
);
// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
const version2 = /(\bAWS [^\s:]+:)([A-Za-z0-9+/=%]{16,})/g;

// https://user:password@host, which nobody should write, and some do.
const userInUrl = /(:\/\/)([^\s/@"'<>]*:[^\s/@"'<>]*)(?=@)/g;

/** Each pattern with what a text has to hold before it is worth searching for. */
const patterns: readonly (readonly [pattern: RegExp, hint: RegExp])[] = [
  [assignment, /(?:key|token|signature|provided|bytes)\\*["']?[ \t]*[:=]/i],
  [signature, /signature\\*["']?[ \t]*[:=]/i],
  [encoded, /%(?:25)*3[DA]/i],
  [element, /</],
  [formField, /name="/i],
  [version2, /AWS /],
  [userInUrl, /:\/\/[^/]*@/],
];
const anyHint = /signature|token|key|policy|AWS |canonical|:\/\/[^/]*@/i;

/**
 * Masks what a text itself names as a secret: headers, query parameters, XML elements, form fields, JSON members; tells
 * `learn` of each.
 */
export function redactText(text: string, learn: (secret: string) => void = () => {}): string {
  if (!anyHint.test(text)) {
    return text;
  }
  let redacted = text;
  for (const [pattern, hint] of patterns) {
    if (hint.test(redacted)) {
      redacted = redacted.replace(pattern, (_, name: string, value: string) => {
        const opening = /^\\*["']/.exec(value)?.[0] ?? '';
        learn(value.slice(opening.length));
        return name + opening + mask;
      });
    }
  }
  return redacted;
}
