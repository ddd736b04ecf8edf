/** Words that other tools of this kind have where the language has another: by the map that they stand in. */
const counterparts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a configuration': {
    ...forEach(['credentials', 'endpoint_url', 'region', 'path_style', 'timeout'], 'it stands under config'),
    ...forEach(['groups', 'parallel'], 'it stands under test_cases'),
  },
  config: {
    retry_max_attempts: 'write retry: { max_attempts: N }',
    retry_mode: 'write retry: { max_attempts: N, mode: standard }',
    parallel: 'it stands under test_cases',
  },
  'a credential': forEach(['endpoint_url', 'region'], 'a run has one server: it stands under config'),
  'a group': { description: 'write a comment with #, or say it in name' },
  'an operation': {
    ...forEach(['store_output', 'outputs'], 'write save: { NAME: PATH }'),
    inputs: 'write ${NAME} where a saved value is needed',
    description: 'write name, or a comment with #',
  },
  expected_result: {
    contains: 'write response_contains: { body_pattern: TEXT }',
    tolerate: 'it stands beside expected_result',
  },
  operation: {
    GetPresignedURL: 'write a step presign: { operation: GetObject, parameters: … }',
    HTTPRequest: 'write a step request: { method: GET, url: … }',
    LoopTest: 'write for_each or repeat beside the operation',
  },
  parameters: forEach(
    ['expected_result', 'tolerate', 'credential', 'save', 'for_each', 'repeat'],
    'it stands beside parameters',
  ),
  CreateBucket: { region: 'write create_bucket_configuration: { location_constraint: REGION }' },
  variable: { UUID: 'write ${uuid}', TIMESTAMP: 'write ${timestamp}', RANDOM_STRING: 'write ${uuid}' },
};

const ofResponse: Readonly<Record<string, string>> = {
  expected_result: 'what the response holds stands under response',
  response_contains: 'what the response holds stands under response, beside response_contains',
};

/**
 * What to write instead of a word that is not known in this place, where there is a counterpart of it: a sentence for a
 * hint. Such words come from files that were written for other tools.
 */
export function counterpartOf(place: string, word: string): string | undefined {
  const known = counterparts[place];
  if (known !== undefined && Object.hasOwn(known, word)) {
    return known[word];
  }
  // Fields of responses begin with a capital letter, as in the API.
  return /^[A-Z][A-Za-z]+$/.test(word) ? ofResponse[place] : undefined;
}

function forEach(words: readonly string[], counterpart: string): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => [word, counterpart]));
}
