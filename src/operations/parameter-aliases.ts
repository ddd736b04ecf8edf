import { canonicalName } from '../lib/nearest-name.js';
import type { Operation } from './catalogue.js';
import { pairNames } from './coerce.js';
import type { Member } from './model.js';

/** A parameter that the API does not have under this name, and that s3tester converts to parameters of the API. */
export interface ParameterAlias {
  readonly name: AliasName;
  /** One sentence for completion in an editor. */
  readonly description: string;
  appliesTo(operation: Operation): boolean;
}

/** The names of the aliases, as users write them. */
export type AliasName =
  | 'tags'
  | 'source_bucket'
  | 'source_key'
  | 'source_version_id'
  | 'file_path'
  | 'body_size'
  | 'output_file';

const aliases: readonly ParameterAlias[] = [
  {
    name: 'tags',
    description: 'Tags as a map of names to values, sent in the form that the operation takes.',
    appliesTo: (operation) => tagsHeader(operation) !== undefined || tagsField(operation) !== undefined,
  },
  {
    name: 'source_bucket',
    description: 'The bucket to copy from; the same bucket where it is left out.',
    appliesTo: hasCopySource,
  },
  { name: 'source_key', description: 'The key to copy from, not encoded.', appliesTo: hasCopySource },
  { name: 'source_version_id', description: 'The version to copy from.', appliesTo: hasCopySource },
  {
    name: 'file_path',
    description: 'The file whose content is the body, relative to this file.',
    appliesTo: (operation) => operation.hasStreamingInput,
  },
  {
    name: 'body_size',
    description: 'A generated body of this size: bytes, or a size such as 10MiB.',
    appliesTo: (operation) => operation.hasStreamingInput,
  },
  {
    name: 'output_file',
    description: 'The file that the response body is written to, relative to this file.',
    appliesTo: (operation) => operation.hasStreamingOutput,
  },
];

/** The aliases that an operation takes. An alias never hides a parameter of the API. */
export function parameterAliases(operation: Operation): ParameterAlias[] {
  const taken = new Set(
    [...operation.members, ...operation.bodyFields].map(({ name }) => canonicalName(name)),
  );
  return aliases.filter((alias) => !taken.has(canonicalName(alias.name)) && alias.appliesTo(operation));
}

/** The member that takes tags as the text `a=b&c=d`, where the operation has one. */
export function tagsHeader(operation: Operation): Member | undefined {
  return operation.members.find((member) => member.name === 'Tagging' && member.kind === 'string');
}

/** The field of the body that takes tags as a list of pairs, where the operation has one. */
export function tagsField(operation: Operation): Member | undefined {
  return operation.payload?.shape.members.find(
    (field) => field.kind === 'list' && pairNames(field.shape.item) && /^Tag(?:s|Set)$/.test(field.name),
  );
}

function hasCopySource(operation: Operation): boolean {
  return operation.members.some((member) => member.name === 'CopySource');
}
