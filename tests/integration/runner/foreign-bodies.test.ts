import { describe, expect, test } from 'vitest';
import { type CannedResponse, startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

/** What a server makes of a request that it does not understand: it ignores what it does not know, and says 200. */
const foreign = ['<html><body>welcome</body></html>', '<!DOCTYPE html><title>x</title>', 'the object itself'];

async function verdictOf(step: string, answer: CannedResponse) {
  const { url } = await startHttpServer(() => answer);
  const results = await runScenario(`cases: [ { case: c, steps: [ ${step} ] } ]`, url);
  return results.cases[0] ?? expect.fail();
}

describe('a 200 that is not what was asked for was no refusal', () => {
  const attributes =
    'operation: GetObjectAttributes, parameters: { bucket: b, key: k, object_attributes: [ETag] }';

  test.each(foreign)('where success was expected, its result is wrong: %s', async (body) => {
    expect(await verdictOf(`{ ${attributes} }`, { body })).toMatchObject({
      verdict: 'fail',
      kind: 'wrong-result',
      reason: expect.stringMatching(/GetObjectAttributes: 200: ./),
    });
  });

  test.each(foreign)('where a refusal was expected, it was wrongly accepted: %s', async (body) => {
    const expected = 'expected_result: { status_code: 400, error_code: InvalidArgument }';
    expect(await verdictOf(`{ ${attributes}, ${expected} }`, { body })).toMatchObject({
      verdict: 'fail',
      kind: 'wrongly-accepted',
      reason: expect.stringMatching(/GetObjectAttributes: 200: ./),
    });
  });

  test('a body that its checksum does not fit is a wrong result, with both told', async () => {
    const headers = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    const found = await verdictOf('{ operation: GetObject, parameters: { bucket: b, key: k } }', {
      headers,
      body: 'other bytes',
    });
    expect(found).toMatchObject({
      verdict: 'fail',
      kind: 'wrong-result',
      reason: expect.stringContaining('x-amz-checksum-crc32 says AAAAAA==, but that of the body is'),
    });
  });
});
