/**
 * Does the work for the numbers from 0 up to `count`, so many of them at once; each begins in order. Nothing is kept of
 * the turns that are over, so that there may be millions.
 */
export async function inTurns(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      await work(next++);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}
