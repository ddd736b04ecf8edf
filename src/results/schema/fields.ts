import * as z from 'zod/mini';

/** A member that may be missing; it is never undefined, which JSON does not know. */
export { exactOptional as optional } from 'zod/mini';

/** What the published schema and the documentation say of each field; objects have an id there. */
export const descriptions = z.registry<{ readonly description: string; readonly id?: string }>();

/*
 * The message of every schema is what it expects, in words: a problem names it beside what was found.
 */

/** Text. */
export function text(description: string) {
  return z.string({ error: 'text' }).register(descriptions, { description });
}

/** Text or null. */
export function textOrNull(description: string) {
  return z.nullable(z.string({ error: 'text or null' })).register(descriptions, { description });
}

/** A finite number. */
export function number(description: string) {
  return z.number({ error: 'a number' }).register(descriptions, { description });
}

/** A finite number or null. */
export function numberOrNull(description: string) {
  return z.nullable(z.number({ error: 'a number or null' })).register(descriptions, { description });
}

/** True or false. */
export function flag(description: string) {
  return z.boolean({ error: 'true or false' }).register(descriptions, { description });
}

/** One of these words. */
export function word<const Words extends readonly string[]>(description: string, words: Words) {
  return z.enum(words, { error: `one of ${words.join(', ')}` }).register(descriptions, { description });
}

/** One of these words, or null. */
export function wordOrNull<const Words extends readonly string[]>(description: string, words: Words) {
  const error = `one of ${words.join(', ')}, or null`;
  return z.nullable(z.enum(words, { error })).register(descriptions, { description });
}

/** Whatever JSON can say. */
export function anything(description: string) {
  return z.unknown().register(descriptions, { description });
}

/** A list of which every item has this shape. */
export function listOf<Item extends z.core.SomeType>(description: string, item: Item) {
  return z.array(item, { error: 'a list' }).register(descriptions, { description });
}

/** A list of text. */
export function texts(description: string) {
  return listOf(description, z.string({ error: 'text' }));
}

/** Names with their values, in order; a name may stand several times. */
export function pairs(description: string) {
  const one = z.string({ error: 'text' });
  return listOf(description, z.tuple([one, one], { error: 'a pair of texts' }));
}

/** Something of this shape, or null. */
export function orNull<Item extends z.core.SomeType>(description: string, item: Item) {
  const schema = z.nullable(item);
  descriptions.add(schema, { description });
  return schema;
}

/** An object of any members of which every value has this shape. */
export function mapOf<Value extends z.core.SomeType>(description: string, value: Value) {
  return z.record(z.string(), value, { error: 'an object' }).register(descriptions, { description });
}

/** A named object with these members; further members are accepted, since the format grows by adding. */
export function object<Members extends z.core.$ZodLooseShape>(
  id: string,
  description: string,
  members: Members,
) {
  return z.object(members, { error: 'an object' }).register(descriptions, { id, description });
}

/** A type of the schema as it is handed around: nothing in it can be changed. */
export type Immutable<T> = T extends object ? { readonly [Name in keyof T]: Immutable<T[Name]> } : T;

/** What a value of this schema is. */
export type TypeOf<Schema extends z.core.SomeType> = Immutable<z.output<Schema>>;
