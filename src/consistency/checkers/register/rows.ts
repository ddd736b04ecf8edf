/**
 * A set of rows of `width` numbers each, without doubles, in the order in which they were added. It grows, and is used
 * again after `clear`: a search makes millions of rows and no garbage.
 */
export interface RowSet {
  readonly data: Int32Array;
  readonly count: number;
  /** Adds a copy of the row that begins at `offset` of `source`; false if it is there already. */
  add(source: Int32Array, offset: number): boolean;
  clear(): void;
}

/** With so few rows, comparing all is faster than a table. */
const fewRows = 8;

/** Makes an empty set. */
export function createRowSet(width: number): RowSet {
  let data = new Int32Array(width * 64);
  let count = 0;
  let table = new Int32Array(0);
  let mask = 0;
  let isTabled = false;

  function isSame(row: number, source: Int32Array, offset: number): boolean {
    const start = row * width;
    for (let column = 0; column < width; column++) {
      if (data[start + column] !== source[offset + column]) {
        return false;
      }
    }
    return true;
  }

  function hash(source: Int32Array, offset: number): number {
    let sum = 17;
    for (let column = 0; column < width; column++) {
      sum = Math.imul(sum ^ (source[offset + column] as number), 0x9e3779b1);
      sum ^= sum >>> 15;
    }
    return sum & mask;
  }

  /** The place of the table that holds the row, or the free one where it belongs. */
  function place(source: Int32Array, offset: number): number {
    let at = hash(source, offset);
    for (let entry = table[at] as number; entry !== 0; entry = table[at] as number) {
      if (isSame(entry - 1, source, offset)) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  function buildTable(): void {
    const size = Math.max(64, 4 << Math.ceil(Math.log2(count + 1)));
    if (table.length < size) {
      table = new Int32Array(size);
    } else {
      table.fill(0, 0, size);
    }
    mask = size - 1;
    isTabled = true;
    for (let row = 0; row < count; row++) {
      table[place(data, row * width)] = row + 1;
    }
  }

  function isThere(source: Int32Array, offset: number): boolean {
    if (isTabled) {
      return table[place(source, offset)] !== 0;
    }
    for (let row = 0; row < count; row++) {
      if (isSame(row, source, offset)) {
        return true;
      }
    }
    return false;
  }

  return {
    get data() {
      return data;
    },
    get count() {
      return count;
    },
    add(source, offset) {
      if (isThere(source, offset)) {
        return false;
      }
      if ((count + 1) * width > data.length) {
        const wider = new Int32Array(data.length * 2);
        wider.set(data);
        data = wider;
      }
      for (let column = 0; column < width; column++) {
        data[count * width + column] = source[offset + column] as number;
      }
      count++;
      if (isTabled && count * 2 <= mask) {
        table[place(data, (count - 1) * width)] = count;
      } else if (count > fewRows) {
        buildTable();
      }
      return true;
    },
    clear() {
      count = 0;
      isTabled = false;
    },
  };
}
