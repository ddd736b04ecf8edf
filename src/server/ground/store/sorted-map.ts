import { compareUtf8 } from './utf8-order.js';

const blockLimit = 512;

/** A map whose keys are walked in UTF-8 order; adding and removing cost a short block, not the whole map. */
export class SortedMap<Value> {
  readonly #values = new Map<string, Value>();
  // Sorted blocks of sorted keys; none is empty.
  readonly #blocks: string[][] = [];

  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) {
      this.#insert(key);
    }
    this.#values.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.#values.delete(key)) {
      return false;
    }
    const at = this.#blockOf(key);
    const block = this.#blocks[at];
    if (block !== undefined) {
      block.splice(
        lowerBound(block, (other) => compareUtf8(other, key) < 0),
        1,
      );
      if (block.length === 0) {
        this.#blocks.splice(at, 1);
      }
    }
    return true;
  }

  values(): IterableIterator<Value> {
    return this.#values.values();
  }

  /** Walks from the first key that is not before the wanted place; `isBefore` holds for a leading run of the keys. */
  *from(isBefore: (key: string) => boolean): Generator<readonly [key: string, value: Value]> {
    let at = lowerBound(this.#blocks, (block) => isBefore(block.at(-1) ?? ''));
    const first = this.#blocks[at];
    let index = first === undefined ? 0 : lowerBound(first, isBefore);
    for (let block = first; block !== undefined; block = this.#blocks[++at]) {
      for (; index < block.length; index++) {
        const key = block[index] as string;
        yield [key, this.#values.get(key) as Value];
      }
      index = 0;
    }
  }

  #insert(key: string): void {
    const at = Math.min(this.#blockOf(key), this.#blocks.length - 1);
    const block = this.#blocks[at];
    if (block === undefined) {
      this.#blocks.push([key]);
      return;
    }
    block.splice(
      lowerBound(block, (other) => compareUtf8(other, key) < 0),
      0,
      key,
    );
    if (block.length > blockLimit) {
      this.#blocks.splice(at + 1, 0, block.splice(blockLimit / 2));
    }
  }

  #blockOf(key: string): number {
    return lowerBound(this.#blocks, (block) => compareUtf8(block.at(-1) ?? '', key) < 0);
  }
}

function lowerBound<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as Item)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
