/** The value of a key that holds no object. Other values are numbers from 1. */
export const absent = 0;

/**
 * An operation on one register that holds a value or is absent. It asks something of the value that it finds, and may set
 * another one. A read of v asks for v; a create that was refused asks for anything but {@link absent}.
 */
export interface RegisterOperation {
  /** In the unit of the history. An operation precedes another if its return is less than the other's call. */
  readonly call: number;
  /** Infinity where it may happen at any time after its call. */
  readonly return: number;
  readonly asks: 'anything' | 'equal' | 'different';
  /** What `asks` compares with; of no meaning for `anything`. */
  readonly value: number;
  /** The value that it leaves, null where it changes nothing. */
  readonly sets: number | null;
  /** It may also never have happened. */
  readonly optional: boolean;
}

/** What a search for a linearization ended with. `operations` are indices, for a contradiction all that it needs. */
export type RegisterVerdict =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'violated'; readonly operations: readonly number[] }
  | { readonly verdict: 'not decided' };
