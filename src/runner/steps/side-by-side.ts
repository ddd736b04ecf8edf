import pLimit from 'p-limit';

/** Does the work for every item: one after another, all at once (`true`), or so many at once; results in input order. */
export async function sideBySide<T, R>(
  items: readonly T[],
  parallel: boolean | number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  if (parallel === false) {
    const results: R[] = [];
    for (const [index, item] of items.entries()) {
      results.push(await work(item, index));
    }
    return results;
  }
  if (parallel === true) {
    return Promise.all(items.map(work));
  }
  const limit = pLimit(parallel);
  return Promise.all(items.map((item, index) => limit(() => work(item, index))));
}
