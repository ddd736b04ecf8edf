import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 decide by itself when it looks for garbage, as it does where nobody asks: for a run that keeps little, since its
 * plan is small. What begins the command has V8 look for it early, which a run of a hundred thousand requests needs.
 */
export function collectSeldom(): void {
  setFlagsFromString('--heap-growing-percent=0');
}
