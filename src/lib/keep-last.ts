/** What a map keeps under a key, made where it is not there; a map that holds `most` is emptied before it gets another. */
export function keepLast<T>(kept: Map<string, T>, most: number, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  if (kept.size >= most) {
    kept.clear();
  }
  kept.set(key, made);
  return made;
}
