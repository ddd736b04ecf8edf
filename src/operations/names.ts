import { distance } from 'fastest-levenshtein';

/** The form in which two spellings of one name are equal: without case, `_` and `-`. */
export function canonicalName(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/** The snake_case spelling of an API name: `MaxKeys` → `max_keys`, `SSEKMSKeyId` → `ssekms_key_id`. */
export function snakeName(name: string): string {
  return name
    .replace(/([A-Z]{2})([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/(\d)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** The AWS CLI's spelling of an API name: `MaxKeys` → `max-keys`. */
export function kebabName(name: string): string {
  return snakeName(name).replaceAll('_', '-');
}

/** Spells an API name in the style of another name: PascalCase, kebab-case, else snake_case. */
export function spellLike(model: string, name: string): string {
  if (/^[A-Z]/.test(model)) {
    return name;
  }
  return model.includes('-') ? kebabName(name) : snakeName(name);
}

/** The candidate nearest in spelling, or undefined where none is near enough to be a slip of the pen. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = canonicalName(name);
  let best: { candidate: string; cost: number } | undefined;
  for (const candidate of candidates) {
    const form = canonicalName(candidate);
    const cost = distance(wanted, form);
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, form.length) * 0.4));
    if (cost <= limit && (best === undefined || cost < best.cost)) {
      best = { candidate, cost };
    }
  }
  return best?.candidate;
}
