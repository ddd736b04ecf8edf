const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Replaces the entities of XML by what they stand for. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) {
      return entities[name] ?? whole;
    }
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** The inside of each element of a name, in order; an element of a namespace counts by its local name. */
export function elementsOf(document: string, name: string): readonly string[] {
  const form = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}\\s*>)`, 'g');
  return [...document.matchAll(form)].map(([, inside = '']) => inside);
}

/** The text of the first element of a name, its entities decoded; undefined where there is none. */
export function elementText(document: string, name: string): string | undefined {
  const [inside] = elementsOf(document, name);
  return inside === undefined ? undefined : decodeEntities(inside);
}

/** Changes the text of each element of some names, as it is written, with its entities. */
export function editElements(
  document: string,
  names: readonly string[],
  change: (inside: string, name: string) => string,
): string {
  const form = new RegExp(`(<(?:\\w+:)?(${names.join('|')})(?:\\s[^>]*)?>)([^<]*)(?=</)`, 'g');
  return document.replace(
    form,
    (_, opening: string, name: string, inside: string) => opening + change(inside, name),
  );
}

/** A name of a listing that was asked for with encoding-type=url, decoded; as it is where that fails. */
export function decodeListed(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
