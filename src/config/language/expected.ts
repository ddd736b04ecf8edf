import { object, optional, value } from '../shape/compound.js';
import type { Shape } from '../shape/shape.js';
import { compileValue } from '../values/compile.js';
import type { Value } from '../values/value.js';

const anything = value();

const responseContains = object('response_contains', {
  headers: optional(anything, 'Headers by name: a text or a matcher.'),
  body_pattern: optional(
    value({ type: 'string' }),
    'A regular expression over the first MiB of the raw response body.',
  ),
  metadata: optional(anything, 'User metadata by name.'),
});

/** The keys of `expected_result`, for editors; what stands in them is checked with the operation at hand. */
const documented = object('expected_result', {
  success: optional(value({ type: ['boolean', 'string'] }), 'A 2xx answer without an error document.'),
  status_code: optional(anything, 'One status, or a list of accepted ones.'),
  error_code: optional(anything, 'One error code, or a list of accepted ones.'),
  error: optional(anything, 'Matchers over the error document: Code, Message, Resource, …'),
  headers: optional(anything, 'Headers by name: a text or a matcher; null: absent.'),
  interim: optional(anything, 'The interim answers that must come first: [100].'),
  response: optional(anything, 'JMESPath over the parsed output, each with a value or a matcher.'),
  response_contains: optional(responseContains, 'Headers, a body pattern and metadata that must be there.'),
  body: optional(
    anything,
    'The whole body: any body form, or a map of equals, pattern, size, sha256, md5, one_of, same_as.',
  ),
  max_duration: optional(value({ type: ['string', 'number'] }), 'The longest it may take, such as 2s.'),
  any_of: optional(anything, 'Several outcomes, one of which must come.'),
  all: optional(anything, 'On a loop or a parallel block: matchers over the list of its outcomes.'),
});

/** What is expected of an answer: compiled as it stands, judged by the module expectations. */
export const expectedResult: Shape<Value> = {
  read: (node, context) => compileValue(node, context.report),
  schema: (definitions) => {
    if (!definitions.has('expected_result')) {
      definitions.set('expected_result', documented.schema(definitions));
    }
    return { $ref: '#/definitions/expected_result' };
  },
};
