import { createRandom } from '../../ground/random.js';

/** How often a fault strikes: `of` times in so many. */
export interface Odds {
  readonly of: number;
  readonly in: number;
}

/**
 * Decides at each opportunity whether a fault strikes; of the same seed always at the same ones. A strike that falls due
 * where it would show nothing is made at the next opportunity.
 */
export class Chance {
  readonly #odds: Odds;
  readonly #random: () => number;
  readonly #randomPick: () => number;
  #passing: number;

  constructor(odds: Odds, seed: string) {
    this.#odds = odds;
    this.#random = createRandom(seed);
    // Apart, so that what is picked does not decide when it strikes.
    this.#randomPick = createRandom(`${seed}/pick`);
    this.#passing = this.#drawGap();
  }

  /** Counts an opportunity; `shows` is asked only where a strike is due. */
  strikes(shows: () => boolean = () => true): boolean {
    if (this.#passing > 0) {
      this.#passing--;
      return false;
    }
    if (!shows()) {
      return false;
    }
    this.#passing = this.#drawGap();
    return true;
  }

  /** Makes a strike due again, since the last one showed nothing. */
  repeat(): void {
    this.#passing = 0;
  }

  /** One of the items, at random; undefined where there is none. */
  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#randomPick() * items.length)];
  }

  // How many opportunities pass before the next strike, where each strikes with the same chance.
  #drawGap(): number {
    const { of, in: total } = this.#odds;
    return of === total ? 0 : Math.floor(Math.log1p(-this.#random()) / Math.log1p(-of / total));
  }
}
