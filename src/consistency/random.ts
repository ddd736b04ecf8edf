/** Random numbers from 0 to below 1; the same ones for the same seed. */
export type Fractions = () => number;

/** Makes a quick source of numbers (Mulberry32, by T. Ettinger, public domain), for choices and not for secrets. */
export function makeFractions(seed: number): Fractions {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `count`. */
export function pickIndex(random: Fractions, count: number): number {
  return Math.floor(random() * count);
}
