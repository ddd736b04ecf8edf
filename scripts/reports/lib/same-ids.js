/**
 * Whether these are the ids of these items, in whatever order.
 * @param {readonly string[]} ids
 * @param {readonly { readonly id: string }[]} items
 */
export function sameIds(ids, items) {
  return (
    ids.toSorted().join(' ') ===
    items
      .map(({ id }) => id)
      .toSorted()
      .join(' ')
  );
}
