import type { RecordingLine } from '../../../../src/record/index.js';

export const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** An exchange of a recording, of which a test changes what matters to it. */
export function sampleLine(change: Partial<RecordingLine> = {}): RecordingLine {
  return {
    n: 1,
    at: 0,
    took: 1,
    operation: 'GetObject',
    method: 'GET',
    bucket: 'b',
    key: 'k',
    addressing: 'path',
    query: [],
    headers: [],
    body: { length: 0, sha256: emptySha256, sent_as: 'plain' },
    response: { status: 200, headers: [], body: { length: 0, sha256: emptySha256 } },
    ...change,
  };
}
