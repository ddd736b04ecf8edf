import { secretNameSource } from './secret-names.js';

/** What replaces a secret; it has no letter, so that it can contain none. */
export const mask = '***';

// `$NAME` and `${NAME}` say where a secret comes from: a line to reproduce a request needs them.
const bare = String.raw`(?!\$[{A-Z_]|-?\})[^\s&"'<>,;\\}]+`;
const quoted = String.raw`\\*"(?!\$[{A-Z_])[^"\\]+|\\*'(?!\$[{A-Z_])[^'\\]+`;

const assignment = new RegExp(
  String.raw`((?<![a-z0-9])(?:${secretNameSource})\\*["']?[ \t]*[:=][ \t]*)(${quoted}|${bare})`,
  'gi',
);
// The bare word occurs in prose too ("wrong signature: …"), so a colon alone does not make it a name.
const signature = new RegExp(
  String.raw`((?<![a-z0-9])signature(?:=|\\*["'][ \t]*[:=][ \t]*))(${quoted}|${bare})`,
  'gi',
);
// The same inside a percent-encoded URL, however often it was encoded.
const encoded = new RegExp(
  String.raw`((?<![a-z0-9])(?:${secretNameSource}|signature)%(?:25)*3D)((?:(?!%(?:25)*26)[^\s&"'<>,;\\}])+)`,
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

const patterns = [assignment, signature, encoded, element, formField, version2];
const anyHint = /signature|token|key|policy|AWS |canonical/i;

/** Masks what a text itself names as a secret: headers, query parameters, XML elements, form fields, JSON members. */
export function redactText(text: string): string {
  if (!anyHint.test(text)) {
    return text;
  }
  return patterns.reduce(
    (redacted, pattern) =>
      redacted.replace(pattern, (_, name: string, value: string) => name + maskValue(value)),
    text,
  );
}

function maskValue(value: string): string {
  const opening = /^\\*["']/.exec(value)?.[0] ?? '';
  return opening + mask;
}
