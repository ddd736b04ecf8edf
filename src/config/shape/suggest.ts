import { closest, distance } from 'fastest-levenshtein';

/** The nearest of the known names, where one is near enough to be what was meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) {
    return undefined;
  }
  const folded = name.toLowerCase();
  const candidate = closest(
    folded,
    known.map((word) => word.toLowerCase()),
  );
  const match = known.find((word) => word.toLowerCase() === candidate);
  const away = distance(folded, candidate);
  // Names that have nothing in common are not near, however short they are.
  const isNear =
    away <= Math.max(2, Math.floor(name.length / 3)) && away < Math.max(name.length, candidate.length);
  return match !== undefined && isNear ? match : undefined;
}

/** The sentence that suggests the nearest name, else the one that lists what there is, where the list is short. */
export function nearestHint(name: string, known: readonly string[]): string | undefined {
  const match = nearest(name, known);
  if (match !== undefined) {
    return `did you mean "${match}"?`;
  }
  return known.length > 0 && known.length <= 24 ? `known: ${known.join(', ')}` : undefined;
}
