import { makeFractionsFor } from '../values/random.js';

/**
 * Chooses among steps by weight: of as many turns in a row as all weights are together, each step gets exactly its share,
 * in an order that is shuffled anew. With a seed the order is the same again. Gives the place of the step for a turn.
 */
export function makeMixture(
  weights: readonly number[],
  seed: number | undefined,
  seedKey: string,
): (turn: number) => number {
  const common = weights.reduce(greatestCommonDivisor, 0);
  const cards = weights.flatMap((weight, step) => Array<number>(weight / common).fill(step));
  let deck: readonly number[] = [];
  let dealt = -1;
  return (turn) => {
    const round = Math.floor(turn / cards.length);
    if (round !== dealt) {
      deck = shuffle(cards, makeFractionsFor(`${seedKey}:${round}`, seed));
      dealt = round;
    }
    return deck[turn % cards.length] ?? 0;
  };
}

function shuffle(cards: readonly number[], random: () => number): readonly number[] {
  const deck = [...cards];
  for (let last = deck.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [deck[last], deck[other]] = [deck[other] ?? 0, deck[last] ?? 0];
  }
  return deck;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
