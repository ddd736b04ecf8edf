import { setTimeout as delay } from 'node:timers/promises';
import type { BodySource } from '../../s3/types.js';
import type { Fractions } from '../random.js';

/** How often the client itself makes the network bad: shares of all requests, from 0 to 1. */
export interface Disturbances {
  /** Connections that are cut while a request is under way. */
  readonly cut: number;
  /** Requests whose bytes go out slowly, and whose response is read slowly. */
  readonly slow: number;
}

/** What one request suffers. */
export interface Disturbance {
  /** Cut after so many milliseconds. */
  readonly cutAfterMs?: number;
  /** Cut after this share of the body's bytes. */
  readonly cutAt?: number;
  /** Pause after each piece, in milliseconds. */
  readonly pauseMs?: number;
}

/** The longest that a request runs before it is cut, in milliseconds. */
const longestMs = 20;
const pauses = { least: 1, most: 30 };

/** Chooses what a request suffers; null: nothing. */
export function chooseDisturbance({ cut, slow }: Disturbances, random: Fractions): Disturbance | null {
  const draw = random();
  if (draw < cut) {
    // Half of them in the middle of the body or right after it, half at any time until after the response.
    return random() < 0.5 ? { cutAt: Math.min(1, random() * 1.5) } : { cutAfterMs: random() * longestMs };
  }
  return draw < cut + slow ? { pauseMs: pauses.least + random() * (pauses.most - pauses.least) } : null;
}

const pieces = 8;

/** The same body, in pieces with pauses between them. */
export function slowBody(bytes: Uint8Array, pauseMs: number): BodySource {
  return {
    size: bytes.length,
    async *open() {
      const step = Math.ceil(bytes.length / pieces);
      for (let at = 0; at < bytes.length; at += step) {
        if (at > 0) {
          await delay(pauseMs);
        }
        yield bytes.subarray(at, at + step);
      }
    },
  };
}
