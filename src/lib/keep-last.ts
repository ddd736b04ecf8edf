/** The most that is kept of what is cheap to make again. */
const most = 100;

/** What a map keeps under a key, made where it is not there; a map that is full is emptied. */
export function keepLast<T>(kept: Map<string, T>, key: string, make: () => T): T {
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
