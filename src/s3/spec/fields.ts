/** A map of the configuration, evaluated. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a map. */
export function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

/** A map under a key, or undefined where it is absent; throws a sentence for anything else. */
export function fieldsOf(spec: Fields, key: string): Fields | undefined {
  const value = spec[key];
  if (value === undefined || value === null || isFields(value)) {
    return value ?? undefined;
  }
  throw new TypeError(`${key} is a map, not ${JSON.stringify(value)}`);
}

/** The text under a key, a number as its text; undefined where it is absent. */
export function textOf(spec: Fields, key: string): string | undefined {
  const value = spec[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === 'object') {
    throw new TypeError(`${key} is a text, not ${JSON.stringify(value)}`);
  }
  return String(value);
}

/** The word under a key, one of some; undefined where it is absent. */
export function wordOf<Word extends string>(
  spec: Fields,
  key: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(spec, key);
  const word = words.find((one) => one === text);
  if (text !== undefined && word === undefined) {
    throw new TypeError(`${key} is one of ${words.join(', ')}; not ${text}`);
  }
  return word;
}

/** The whole number under a key; undefined where it is absent. */
export function numberOf(spec: Fields, key: string): number | undefined {
  const text = textOf(spec, key);
  if (text === undefined) {
    return undefined;
  }
  if (!/^-?\d+$/.test(text)) {
    throw new TypeError(`${key} is a whole number, not ${JSON.stringify(spec[key])}`);
  }
  return Number(text);
}

/** The names under a key: a list, or a text with semicolons or commas between them. */
export function namesOf(spec: Fields, key: string): readonly string[] | undefined {
  const value = spec[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  return Array.isArray(value)
    ? value.map(String)
    : String(value)
        .split(/\s*[;,]\s*/)
        .filter(Boolean);
}
