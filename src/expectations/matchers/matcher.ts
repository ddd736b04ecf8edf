import type { Mismatch } from '../../results/types.js';

/** What a matcher gets besides its operand and the value: the position of the value, and how to match inside it. */
export interface MatcherContext {
  readonly path: string;
  match(matcher: unknown, actual: unknown, path: string): readonly Mismatch[];
  /** Like `match`, but maps must hold no field beyond those named, at any depth. */
  matchExactly(matcher: unknown, actual: unknown, path: string): readonly Mismatch[];
}

/** What the static check of an operand may use: reporting a fault, and checking a nested matcher. */
export interface OperandCheck {
  /** Reports a fault of the operand; `path` leads from the operand to it. */
  fault(
    message: string,
    path?: readonly (string | number)[],
    code?: 'invalid-matcher' | 'invalid-regex',
  ): void;
  nested(matcher: unknown, path?: readonly (string | number)[]): void;
  /** True for what is, or holds, a value known only at run time. */
  isUnknown(value: unknown): boolean;
}

/** One `$`-key. `judge` says whether the value fits, or gives the mismatches inside of it. */
export interface Matcher {
  judge(operand: unknown, actual: unknown, context: MatcherContext): boolean | readonly Mismatch[];
  /** Checks a known operand before the run. */
  check(operand: unknown, checking: OperandCheck): void;
}

/** A family of matchers by their keys. */
export type MatcherFamily = Readonly<Record<`$${string}`, Matcher>>;
