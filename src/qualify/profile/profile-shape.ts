import { list, object, record, required } from '../../config/shape/compound.js';
import { oneOf, rawText } from '../../config/shape/scalars.js';
import type { Definitions, JsonSchema, ShapeOf } from '../../config/shape/shape.js';
import { identifier, page, recordDate } from '../../conformance/record-shape.js';
import { requirementShape } from './requirement-shape.js';

const version = object('a version', {
  version: required(rawText, 'The version of the application, or of its documentation.'),
  seen: required(recordDate, 'When it was recorded or read: a date, a month or a year.'),
});

/** A profile, as it is written. */
export const profileShape = object('a profile', {
  name: required(identifier, 'The name by which `--for` knows it.'),
  title: required(rawText, 'The application, and the part of it that this is about.'),
  url: required(page, 'Its home page.'),
  evidence: required(
    oneOf('recorded', 'documented'),
    'recorded: its requests were seen. documented: its documentation was read, and nothing was recorded.',
  ),
  versions: required(list(version, { min: 1 }), 'The versions that this was seen of.'),
  operations: required(
    record(list(rawText)),
    'The operations that it calls, each with the parameters that change what it needs the right to.',
  ),
  requirements: required(list(requirementShape, { min: 1 }), 'What it needs of a store.'),
});

/** What one application needs of a store, and where that is known from. */
export type Profile = ShapeOf<typeof profileShape>;

/** The JSON Schema (draft-07) of a profile, for editors. */
export function profileSchema(): JsonSchema {
  const definitions: Definitions = new Map();
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 's3tester profile',
    ...profileShape.schema(definitions),
    ...(definitions.size > 0 ? { definitions: Object.fromEntries(definitions) } : {}),
  };
}
