import { decodeEntities, editElements } from './document.js';
import type { Asking, SavedValues } from './saved-values.js';

/** A text of a request with `${…}` for what the server made up; `missing` names what nobody knows. */
export interface Template {
  readonly text: string;
  readonly missing: readonly string[];
}

const madeUp = ['ETag', 'VersionId', 'UploadId'];

/** A text as the language takes it for itself. */
export function literal(text: string): string {
  return text.replaceAll('${', () => '$${');
}

/** The value of a header or a parameter: whole, or a list of entity tags. */
export function templateOfValue(value: string, saved: SavedValues, asking: Asking): Template {
  if (value === '*' || value === '') {
    return { text: value, missing: [] };
  }
  const whole = saved.reference(value, asking);
  if (whole !== undefined) {
    return { text: whole, missing: [] };
  }
  const tags = [...value.matchAll(/"[^"]*"/g)].map(([tag]) => tag);
  if (tags.length < 2) {
    return { text: literal(value), missing: [value] };
  }
  const missing = tags.filter((tag) => !saved.has(tag));
  return {
    text: value.replace(/"[^"]*"/g, (tag) => saved.reference(tag, asking) ?? literal(tag)),
    missing,
  };
}

/** A document with `${…}` for its entity tags, versions and uploads; whatever stands around them stays as it was. */
export function templateOfDocument(document: string, saved: SavedValues, asking: Asking = {}): Template {
  const missing: string[] = [];
  const text = editElements(literal(document), madeUp, (inside) => {
    const value = decodeEntities(inside);
    const inner = value.replace(/^(?:W\/)?"(.*)"$/s, '$1');
    if (inner === '' || inner === 'null') {
      return inside;
    }
    const reference = saved.reference(inner, asking);
    if (reference === undefined) {
      missing.push(value);
      return inside;
    }
    return inside.replace(inner, () => reference);
  });
  return { text, missing };
}
