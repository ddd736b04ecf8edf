import type { Member, MemberShape } from '../model.js';

/** What a JMESPath expression is known to give: nothing certain, a scalar, a list, or a map by its fields. */
export type OutputType =
  | { readonly kind: 'any' }
  | { readonly kind: 'scalar' }
  | { readonly kind: 'list'; readonly item: OutputType }
  /** A map whose keys are data, as user metadata is. */
  | { readonly kind: 'map'; readonly item: OutputType }
  | RecordType;

/** A map whose keys are known; `name` is how messages call it. */
export interface RecordType {
  readonly kind: 'record';
  readonly name: string;
  field(name: string): OutputType | undefined;
  names(): string[];
}

/** What may be anything: names in it cannot be checked. */
export const anything: OutputType = { kind: 'any' };

/** A value without fields and items. */
export const scalar: OutputType = { kind: 'scalar' };

/** A list of items of one type. */
export function listOf(item: OutputType): OutputType {
  return { kind: 'list', item };
}

/** A map with the given fields. */
export function recordOf(name: string, fields: ReadonlyMap<string, OutputType>): RecordType {
  return { kind: 'record', name, field: (field) => fields.get(field), names: () => [...fields.keys()] };
}

/** The type of what parsing gives for a shape. Streams are not part of the parsed output. */
function typeOfShape(shape: MemberShape): OutputType {
  switch (shape.kind) {
    case 'structure':
      return recordOfMembers(shape.name, shape.members);
    case 'list':
      return listOf(shape.item ? typeOfShape(shape.item) : anything);
    case 'map':
      return { kind: 'map', item: shape.item ? typeOfShape(shape.item) : anything };
    case 'event-stream':
    case 'unknown':
      return anything;
    default:
      return scalar;
  }
}

/** A map with a field for each member that parsing gives. */
export function recordOfMembers(name: string, members: readonly Member[]): RecordType {
  const parsed = members.filter((member) => member.kind !== 'stream');
  return {
    kind: 'record',
    name,
    field: (field) => {
      const member = parsed.find((candidate) => candidate.name === field);
      return member && typeOfShape(member.shape);
    },
    names: () => parsed.map((member) => member.name),
  };
}
