import { distance } from 'fastest-levenshtein';

/** The form in which two spellings of one name are equal: without case, `_` and `-`. */
export function canonicalName(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
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
