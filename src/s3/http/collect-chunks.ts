import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of chunks that may pile up before they are collected. */
const collectEveryBytes = 8 * 1024 * 1024;

type Collect = (options: { readonly type: 'minor' | 'major' }) => void;

let passed = 0;
let collect: Collect | null | undefined;

/**
 * Counts bytes of a body that have gone by, and lets V8 collect their chunks every few megabytes. Chunks live outside
 * its heap, so that by itself it lets some 50 MB of them pile up, more on a busy machine; a minor collection takes
 * well under a millisecond.
 */
export function collectChunks(bytes: number): void {
  passed += bytes;
  if (passed >= collectEveryBytes) {
    passed = 0;
    collectNow('minor');
  }
}

/** Has V8 collect what the reading of a large document left behind, before the next one comes; few servers send any. */
export function collectDocument(): void {
  collectNow('major');
}

function collectNow(type: 'minor' | 'major'): void {
  if (collect === undefined) {
    collect = exposeCollector();
  }
  collect?.({ type });
}

/** The collector is a global of contexts made after the flag is set, where the engine is V8. */
function exposeCollector(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('typeof gc === "function" ? gc : null');
  return typeof found === 'function' ? (found as Collect) : null;
}
