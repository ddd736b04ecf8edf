import { unknownValue } from '../../operations/index.js';
import { follow, type Scope } from '../values/evaluate.js';

/** Names that are known before the run, with their values, or `unknownValue` where only the run knows them. */
export class StaticScope implements Scope {
  constructor(
    private readonly names: ReadonlyMap<string, unknown>,
    private readonly outer?: StaticScope,
  ) {}

  lookup(name: string, path: readonly (string | number)[]): unknown {
    if (!this.names.has(name)) {
      return this.outer?.lookup(name, path);
    }
    const value = this.names.get(name);
    return value === unknownValue ? unknownValue : followKnown(value, path);
  }

  now(): Date {
    return new Date(0);
  }

  random(length: number): string {
    return 'x'.repeat(length);
  }

  /** A scope with further names. */
  with(names: Iterable<readonly [string, unknown]>): StaticScope {
    return new StaticScope(new Map(names), this);
  }

  /** Every name, the nearer ones first. */
  *known(): Generator<string> {
    yield* this.names.keys();
    if (this.outer) {
      yield* this.outer.known();
    }
  }
}

/** Follows a path; a field of a value that only the run knows is itself unknown. */
function followKnown(value: unknown, path: readonly (string | number)[]): unknown {
  for (let length = 1; length <= path.length; length++) {
    if (follow(value, path.slice(0, length)) === unknownValue) {
      return unknownValue;
    }
  }
  return follow(value, path);
}
