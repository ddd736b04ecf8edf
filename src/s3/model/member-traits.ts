import type { NormalizedSchema } from '@smithy/core/schema';

/** A value that travels as one text: how it is written and read is plain. */
export type PlainKind = 'string' | 'number' | 'boolean' | 'http-date';

/** The kind of a member that is one text in a header, a query or a path; undefined for what has a form of its own. */
export function plainKindOf(member: NormalizedSchema): PlainKind | undefined {
  const { mediaType, jsonName, idempotencyToken } = member.getMergedTraits();
  if (mediaType !== undefined || jsonName !== undefined || idempotencyToken) {
    return undefined;
  }
  switch (member.getSchema()) {
    case 0:
      return 'string';
    case 1:
      return 'number';
    case 2:
      return 'boolean';
    // The time of a header where the model names no other form.
    case 4:
    case 6:
      return 'http-date';
    default:
      return undefined;
  }
}
