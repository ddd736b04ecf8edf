import type { Exchange } from './exchange.js';
import { producedBy } from './produced-values.js';

interface Producer {
  readonly name: string;
  readonly step: number;
  readonly expression: string;
  /** As it was in the response. */
  readonly value: string;
}

/** Values that servers make up, and the steps that save those which later requests send back. */
export class SavedValues {
  readonly #producers = new Map<string, Producer>();
  readonly #saves = new Map<number, Map<string, string>>();

  /** Takes note of what a response of a step holds; the latest step that has a value is the one that saves it. */
  offer(exchange: Exchange): void {
    const { n } = exchange;
    const counts = new Map<string, number>();
    for (const { kind, value, expression } of producedBy(exchange)) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const name = count === 1 ? `${kind}_${n}` : `${kind}_${n}_${count}`;
      this.#producers.set(bare(value), { name, step: n, expression, value });
    }
  }

  /** Whether some step before has this value. */
  has(value: string): boolean {
    return this.#producers.has(bare(value));
  }

  /**
   * `${…}` in place of a value, which its step saves from now on; entity tags with and without quotes are the same one.
   * Undefined where nothing is known of it. `filter` is put behind the name.
   */
  reference(value: string, filter = ''): string | undefined {
    const producer = this.#producers.get(bare(value));
    if (producer === undefined) {
      return undefined;
    }
    const saves = this.#saves.get(producer.step) ?? new Map<string, string>();
    this.#saves.set(producer.step, saves.set(producer.name, producer.expression));
    const isBare = bare(value) === value;
    const isKeptBare = bare(producer.value) === producer.value;
    const reference = `\${${producer.name}${isBare && !isKeptBare ? '|unquote' : ''}${filter}}`;
    return isKeptBare && !isBare ? `"${reference}"` : reference;
  }

  /** What a step saves. */
  savesOf(step: number): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#saves.get(step) ?? []);
  }
}

function bare(value: string): string {
  return value.replace(/^(?:W\/)?"(.*)"$/s, '$1');
}
