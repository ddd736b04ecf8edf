import type { core } from 'zod/mini';
import type { MemberName } from './members.js';
import { DamageError, type OpenBundle } from './read-bundle.js';

/** Reads a part of a bundle that is JSON of this shape. Rejects with a {@link DamageError} where it is not. */
export async function parseMember<Schema extends core.$ZodType>(
  bundle: OpenBundle,
  name: MemberName,
  schema: Schema,
): Promise<core.output<Schema>> {
  const { safeParse } = await import('zod/mini');
  const { data, error } = safeParse(schema, parseJson((await bundle.bytes(name)).toString('utf8'), name));
  if (error) {
    const [issue] = error.issues;
    throw new DamageError(`${name} is not what it must be, at ${issue?.path.join('.') || 'its beginning'}`);
  }
  return data as core.output<Schema>;
}

/** Parses JSON of a part. Throws a {@link DamageError} for what is none. */
export function parseJson(text: string, name: MemberName): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamageError(`${name} is not JSON`);
  }
}
