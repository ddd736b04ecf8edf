import { evaluate, ValueError } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import type { Credential } from '../../s3/types.js';
import type { StepContext } from '../context.js';

/** The credential in force; throws a sentence where nobody has its name. */
export function credentialOf(context: StepContext): Credential {
  return namedCredential(context.credential, context);
}

/** A credential by name; throws a sentence where nobody has it. */
export function namedCredential(name: string, { run }: StepContext): Credential {
  const credential = run.credentials.get(name);
  if (!credential) {
    throw new Error(`there is no credential "${name}"`);
  }
  return credential;
}

/** Evaluates a map of the configuration, which may be left out. */
export function evaluateMap(
  value: Value | undefined,
  { scope }: StepContext,
): Readonly<Record<string, unknown>> {
  return value ? (evaluate(value, { scope }) as Record<string, unknown>) : {};
}

/** Converts an error of reading to one with its position. */
export async function withLocation<T>(at: ValueError['at'], read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof ValueError ? error : new ValueError((error as Error).message, at);
  }
}
