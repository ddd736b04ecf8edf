/** A part of a generated body: the bytes from `first` to `last` of the `total` that a seed makes. */
export interface Piece {
  readonly seed: number;
  readonly total: number;
  readonly first: number;
  readonly last: number;
}

/** The bytes of an object, in order; no pieces are no bytes. */
export type Pieces = readonly Piece[];

/** A whole generated body. */
export function wholeBody(seed: number, size: number): Pieces {
  return size === 0 ? [] : [{ seed, total: size, first: 0, last: size - 1 }];
}

/** How many bytes these are. */
export function sizeOf(pieces: Pieces): number {
  return pieces.reduce((size, { first, last }) => size + last - first + 1, 0);
}

/** The bytes from `first` to `last`, of all of them. */
export function slicePieces(pieces: Pieces, first: number, last: number): Pieces {
  let offset = 0;
  return pieces.flatMap((piece) => {
    const size = piece.last - piece.first + 1;
    const from = Math.max(first - offset, 0);
    const to = Math.min(last - offset, size - 1);
    offset += size;
    return from > to ? [] : [{ ...piece, first: piece.first + from, last: piece.first + to }];
  });
}

/** The bytes as a body of the scenario language. */
export function bodyFormOf(pieces: Pieces): unknown {
  const forms = pieces.map(({ seed, total, first, last }) =>
    first === 0 && last === total - 1 ? { size: total, seed } : { size: total, seed, range: [first, last] },
  );
  return forms.length > 1 ? { concat: forms } : (forms[0] ?? '');
}
