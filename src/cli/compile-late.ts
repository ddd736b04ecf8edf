import { setFlagsFromString } from 'node:v8';

/** From so many requests on, what is compiled is used often enough. */
export const longRun = 5000;

const isEager = process.versions.v8.startsWith('11.3.');

/**
 * Lets V8 wait before it optimises a function: that of Node 20 does it so early that compiling takes a third of the time
 * of a usual run. Later ones wait about as long as this.
 */
export function compileLate(): void {
  if (isEager) {
    setFlagsFromString('--interrupt-budget=500000');
  }
}

/** Gives V8 back what it has by default: for a run that lasts, code that is compiled early is worth it. */
export function compileEarly(): void {
  if (isEager) {
    setFlagsFromString('--interrupt-budget=67584');
  }
}
