import type { Exchange } from './exchange.js';
import { producedBy } from './produced-values.js';

interface Producer {
  readonly name: string;
  readonly step: number;
  readonly expression: string;
  /** As it was in the response. */
  readonly value: string;
}

/** How a value is asked for. */
export interface Asking {
  /** A filter that is put behind the name, such as `|urlencode`. */
  readonly filter?: string;
  /** The key, or the part of an upload, that the value should be of: see {@link placeOf}. */
  readonly place?: string | undefined;
}

/** What the values of an exchange are of: its key, or the part that it uploads. */
export function placeOf({ bucket, key, query }: Exchange, part = query.get('partNumber')): string {
  return part === undefined ? `${bucket}/${key}` : `${bucket}/${key}?${query.get('uploadId')}#${part}`;
}

/**
 * Values that servers make up, and the steps that save those which later requests send back. A value comes from the request
 * that the client had it from: the last write of the object or read of it, or else the first response that told it.
 */
export class SavedValues {
  readonly #producers = new Map<string, Producer>();
  readonly #saves = new Map<number, Map<string, string>>();

  /** Takes note of what a response of a step holds. */
  offer(exchange: Exchange): void {
    const { n, line, operation } = exchange;
    const isOfObject =
      line.method === 'PUT' || line.method === 'POST' || /^(Get|Head)Object$/.test(operation);
    const counts = new Map<string, number>();
    for (const { kind, value, expression } of producedBy(exchange)) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const name = count === 1 ? `${kind}_${n}` : `${kind}_${n}_${count}`;
      for (const place of [bare(value), `${bare(value)} of ${placeOf(exchange)}`]) {
        if (isOfObject || !this.#producers.has(place)) {
          this.#producers.set(place, { name, step: n, expression, value });
        }
      }
    }
  }

  /** Whether some step before has this value. */
  has(value: string): boolean {
    return this.#producers.has(bare(value));
  }

  /**
   * `${…}` in place of a value, which its step saves from now on; entity tags with and without quotes are the same one.
   * Undefined where nothing is known of it.
   */
  reference(value: string, { filter = '', place }: Asking = {}): string | undefined {
    const ofPlace = this.#producers.get(`${bare(value)} of ${place}`);
    const producer = ofPlace ?? this.#producers.get(bare(value));
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
