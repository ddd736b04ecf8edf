/**
 * Does the same with every one of a list; a promise only where one of them gives one, or throws: that it rejects with, so
 * that no other is left alone.
 */
export function settleAll<T>(
  items: readonly T[],
  act: (item: T) => void | Promise<void>,
): void | Promise<void> {
  let waits: Promise<void>[] | undefined;
  for (const item of items) {
    const wait = tryTo(act, item);
    if (wait instanceof Promise) {
      waits ??= [];
      waits.push(wait);
    }
  }
  return waits && Promise.all(waits).then(() => undefined);
}

function tryTo<T>(act: (item: T) => void | Promise<void>, item: T): void | Promise<void> {
  try {
    return act(item);
  } catch (error) {
    return Promise.reject(error);
  }
}
