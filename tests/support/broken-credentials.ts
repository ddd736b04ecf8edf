import fc from 'fast-check';

/** A configuration with a mistake in or near a credential, and the secret that is planted in it. */
export interface BrokenConfiguration {
  readonly text: string;
  readonly secret: string;
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A secret as stores make them: letters of both cases, digits, and what base64 has besides. */
const secretText = fc
  .tuple(
    fc.string({ minLength: 11, maxLength: 36, unit: fc.constantFrom(...letters, '/', '+') }),
    fc.constantFrom('', '=', '=='),
  )
  .map(([middle, end]) => `Zq9${middle}7xW${end}`);

const keys = fc.constantFrom('secret_key', 'session_token');

/** Slips of the pen: a letter left out, doubled, changed, or two that changed places. */
const misspelt = fc
  .tuple(keys, fc.nat(), fc.constantFrom('drop', 'double', 'change', 'swap', 'none'))
  .map(([key, place, slip]) => {
    const at = 1 + (place % (key.length - 2));
    const [before, here, after] = [key.slice(0, at), key[at] ?? '', key.slice(at + 1)];
    switch (slip) {
      case 'drop':
        return before + after;
      case 'double':
        return before + here + here + after;
      case 'change':
        return `${before}x${after}`;
      case 'swap':
        return before + after.slice(0, 1) + here + after.slice(1);
      default:
        return key;
    }
  });

const otherKeys = fc.constantFrom(
  'secret',
  'password',
  'token',
  'secret_access_key',
  'aws_secret_access_key',
  'secretKey',
  'SecretAccessKey',
  'acces_key',
  'secret-key',
);

const keyText = fc.oneof(misspelt, otherKeys);

/** Keys that nothing but their place makes secret. */
const anyKey = fc.constantFrom('zzz', 'key', 'value', 'Zz9');

const flowValues: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `"${secret}"`,
  (secret) => `'${secret}'`,
  (secret) => `"a\\"${secret}"`,
  (secret) => `'a''${secret}'`,
  (secret) => `"\\q${secret}"`,
  (secret) => `"\\x41${secret}"`,
  (secret) => `'a' ${secret}`,
  (secret) => `"a" ${secret}`,
  (secret) => `"${secret}`,
  (secret) => `'${secret}`,
  (secret) => `"\${NOPE:-${secret}} \${NOPE2}"`,
  (secret) => `\${NOPE:-${secret}} \${NOPE2}`,
  (secret) => `"\${NOPE:-${secret}}\${NOPE3|nofilter}"`,
  (secret) => `"ab\${X Y}${secret}"`,
  (secret) => `"\${${secret}}"`,
  (secret) => `"\${"${secret}`,
  (secret) => `!${secret}`,
  (secret) => `!x ${secret}`,
  (secret) => `!!binary ${secret}`,
  (secret) => `*${secret}`,
  (secret) => `&${secret} x`,
  (secret) => `&a ${secret}`,
  (secret) => `@${secret}`,
  (secret) => `%${secret}`,
  (secret) => `{ a: ${secret} }`,
  (secret) => `[${secret}]`,
  (secret) => `x: ${secret}`,
  (secret) => `a}${secret}`,
  (secret) => `a]${secret}`,
  (secret) => `a, ${secret}`,
  (secret) => `{{${secret}}}`,
];

const blockValues: readonly ((secret: string, indent: string) => string)[] = [
  ...flowValues,
  (secret, indent) => `\n${indent}  ${secret}`,
  (secret, indent) => `\n\n${indent}${secret}`,
  (secret, indent) => `# c\n${indent}- ${secret}`,
  (secret, indent) => `\n${indent}- ${secret}`,
  (secret, indent) => `|\n${indent}  ${secret}`,
  (secret, indent) => `>-\n${indent}${secret}`,
  (secret) => `|${secret}`,
  (secret, indent) => `"ab\n${indent}  ${secret}"`,
  (secret, indent) => `ab\n${indent}  ${secret}`,
];

const separator = fc.constantFrom(': ', ': ', ': ', ': ', ' ', '=', ':', ' : ');

interface Entry {
  readonly key: string;
  readonly colon: string;
  readonly pick: number;
}

const entryOf = (key: fc.Arbitrary<string>): fc.Arbitrary<Entry> =>
  fc.record({ key, colon: separator, pick: fc.nat() });

const extras = ['', 'foo: bar', 'access_key: AK2', 'secret_key: other', 'anonymous: maybe', 'name: again'];

function flow(secret: string, { key, colon, pick }: Entry, extra: string): string {
  const write = flowValues[pick % flowValues.length] ?? String;
  const parts = ['name: main', 'access_key: AK', `${key}${colon}${write(secret)}`, extra].filter(Boolean);
  return `{ ${parts.join(', ')} }`;
}

/** How far the planted line is shifted, and which field is above it. */
interface Layout {
  readonly shift: number;
  readonly isNameLast: boolean;
}

function block(
  secret: string,
  { key, colon, pick }: Entry,
  extra: string,
  indent: string,
  { shift, isNameLast }: Layout,
): string {
  const write = blockValues[pick % blockValues.length] ?? String;
  const own = indent.slice(0, Math.max(0, indent.length + shift)) + ' '.repeat(Math.max(0, shift));
  const open = isNameLast
    ? ['access_key: AK', `${indent}name: main`]
    : ['name: main', `${indent}access_key: AK`];
  const rows = [...open, `${own}${key}${colon}${write(secret, indent)}`];
  return [...rows, ...(extra === '' ? [] : [`${indent}${extra}`])].join('\n');
}

const usual = '\n    - { name: main, access_key: AK, secret_key: known }';

/** Where a credential may stand, each as a whole configuration. */
const places: readonly ((map: (indent: string) => string, flowMap: string) => string)[] = [
  (map) => document(`\n    - ${map('      ')}`, '- { operation: ListBuckets }'),
  (_, flowMap) => document(`\n    - ${flowMap}`, '- { operation: ListBuckets }'),
  (_, flowMap) => document(` [${flowMap}]`, '- { operation: ListBuckets }'),
  (_, flowMap) => document(` ${flowMap}`, '- { operation: ListBuckets }'),
  (map) => document(`\n    ${map('    ')}`, '- { operation: ListBuckets }'),
  (_, flowMap) => document(usual, `- request: { path: /b/k, credential: ${flowMap} }`),
  (map) =>
    document(
      usual,
      `- request:\n            path: /b/k\n            credential:\n              ${map('              ')}`,
    ),
  (_, flowMap) =>
    document(usual, `- { operation: ListBuckets, http: { credential: ${flowMap}, sing: v4 }, nope: 1 }`),
  (_, flowMap) =>
    document(
      usual,
      `- post_form: { bucket: b, fields: { key: k }, file: x, credential: ${flowMap}, nope: 1 }`,
    ),
  (_, flowMap) => document(usual, `- { operation: ListBuckets, credential: ${flowMap}, nope: 1 }`),
  (_, flowMap) =>
    document(
      usual,
      `- variables: { whole: ${flowMap}, nope: "\${nope}" }\n          steps: [ { request: { path: /b, credential: "\${whole}" } } ]`,
    ),
];

function document(credentials: string, step: string): string {
  return `config:
  region: us-east-1
  credentials:${credentials}
test_cases:
  groups:
    - name: G
      test:
        ${step}
        - { operation: HeadObject, parameters: { bucket: b, key: k } }
`;
}

function configurationsWith(
  key: fc.Arbitrary<string>,
  shifts: readonly number[],
): fc.Arbitrary<BrokenConfiguration> {
  const parts = fc.record({
    secret: secretText,
    entry: entryOf(key),
    extra: fc.constantFrom(...extras),
    shift: fc.constantFrom(...shifts),
    isNameLast: fc.boolean(),
    place: fc.nat(),
  });
  return parts.map(({ secret, entry, extra, shift, isNameLast, place }) => {
    const make = places[place % places.length] ?? String;
    const text = make(
      (indent) => block(secret, entry, extra, indent, { shift, isNameLast }),
      flow(secret, entry, extra),
    );
    return { text, secret };
  });
}

/** Configurations with a mistake in a credential, each with the secret planted where one is meant. */
export const brokenConfiguration = configurationsWith(keyText, [0, 0, 0, -1, -2, -4, 1, 3]);

/** The same with keys that do not say what they are for. */
export const strangeConfiguration = configurationsWith(anyKey, [0, 0, -1, 1, 3]);

/** The same with one character too many, too few, or another, anywhere but in the secret. */
export const mangledConfiguration: fc.Arbitrary<BrokenConfiguration> = fc
  .tuple(
    brokenConfiguration,
    fc.nat(),
    fc.constantFrom('drop', 'insert'),
    fc.constantFrom(...'{}[]:,"\'#&*!|>%@`- \t\n'),
  )
  .map(([{ text, secret }, place, change, char]) => {
    const planted = text.indexOf(secret);
    const offset = place % (text.length - secret.length);
    const at = offset < planted ? offset : offset + secret.length;
    const rest = text.slice(change === 'drop' ? at + 1 : at);
    return { text: text.slice(0, at) + (change === 'drop' ? '' : char) + rest, secret };
  });

/** How much of a secret a text may repeat: anything longer is found by `leakOf`. */
const shortestLeak = 6;

/** The part of a secret that a text shows, or null. */
export function leakOf(secret: string, text: string): string | null {
  for (let at = 0; at + shortestLeak <= secret.length; at++) {
    const part = secret.slice(at, at + shortestLeak);
    if (text.includes(part)) {
      return part;
    }
  }
  return null;
}
