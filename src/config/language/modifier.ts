import { type Field, optional } from '../shape/compound.js';
import type { Shape } from '../shape/shape.js';
import { type Kind, kindNames } from './step-kind.js';

/** A key that a step may have besides the one of its kind. */
export interface Modifier<T, K extends Kind> extends Field<T> {
  readonly required: false;
  /** The kinds of step that it means something on; elsewhere it is an error, so that nobody relies on it. */
  readonly on: readonly K[];
  /** Where it belongs, as the end of a sentence that begins with the key. */
  readonly belongs: string;
}

/** Modifiers by key. */
export type Modifiers = Readonly<Record<string, Modifier<unknown, Kind>>>;

/** Those modifiers of a table that mean something on a kind of step. */
export type ModifiersOn<M extends Modifiers, K extends Kind> = {
  readonly [P in keyof M as K extends M[P]['on'][number] ? P : never]: M[P];
};

/** A modifier of every kind of step. */
export function anywhere<T>(shape: Shape<T>, doc: string): Modifier<T, Kind> {
  return only(kindNames, 'belongs to a step', shape, doc);
}

/** A modifier of some kinds of step. */
export function only<const K extends Kind, T>(
  on: readonly K[],
  belongs: string,
  shape: Shape<T>,
  doc: string,
): Modifier<T, K> {
  return { ...optional(shape, doc), on, belongs };
}

/** Those modifiers of a table that mean something on a kind of step. */
export function modifiersOn<const M extends Modifiers, K extends Kind>(table: M, kind: K): ModifiersOn<M, K> {
  const entries = Object.entries(table).filter(([, { on }]) => on.includes(kind));
  return Object.fromEntries(entries) as ModifiersOn<M, K>;
}

/** What is said of each modifier that means nothing on a kind of step. */
export function misplacedOn(table: Modifiers, kind: Kind): ReadonlyMap<string, string> {
  const others = Object.entries(table).filter(([, { on }]) => !on.includes(kind));
  return new Map(others.map(([key, { belongs }]) => [key, `${key} ${belongs}`]));
}
