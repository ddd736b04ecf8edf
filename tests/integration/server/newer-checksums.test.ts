import { expect, test } from 'vitest';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

const algorithms = ['SHA512', 'XXHASH64', 'XXHASH3', 'XXHASH128'];
const found = algorithms.map((name) => `Checksum${name}`).join(' || ');

test('the newer checksums are verified, kept, copied and made of parts', async () => {
  const { cases, results } = await runScenario(
    `
cases:
  - case: sums
    fixtures: { bucket: own }
    for_each: [${algorithms.join(', ')}]
    steps:
      - operation: PutObject
        parameters: { key: a, body: hello, checksum_algorithm: "\${item}" }
      - operation: GetObject
        parameters: { key: a, checksum_mode: ENABLED }
        expected_result: { body: hello, response: { "Checksum\${item}": { $exists: true } } }
        save: { sum: "${found}" }
      - operation: PutObject
        parameters: { key: a, body: another, "Checksum\${item}": "\${sum}" }
        expected_result: { error_code: [BadDigest, XAmzContentChecksumMismatch] }
      - operation: CopyObject
        parameters: { key: b, source_bucket: "\${bucket}", source_key: a, checksum_algorithm: "\${item}" }
        expected_result: { response: { "CopyObjectResult.Checksum\${item}": "\${sum}" } }
      - operation: CreateMultipartUpload
        parameters: { key: m, checksum_algorithm: "\${item}", checksum_type: COMPOSITE }
        save: { upload: UploadId }
      - operation: UploadPart
        parameters: { key: m, upload_id: "\${upload}", part_number: 1, body: hello, checksum_algorithm: "\${item}" }
        expected_result: { response: { "Checksum\${item}": "\${sum}" } }
        save: { etag: ETag }
      - operation: CompleteMultipartUpload
        parameters:
          key: m
          upload_id: "\${upload}"
          multipart_upload: { parts: [{ part_number: 1, e_tag: "\${etag}", "Checksum\${item}": "\${sum}" }] }
        expected_result: { response: { "Checksum\${item}": { $matches: "-1$" } } }
      - post_form: { fields: { key: f, "x-amz-checksum-\${item}": "\${sum}" }, file: other }
        expected_result: { error_code: [BadDigest, XAmzContentChecksumMismatch] }
`,
    server.url,
  );
  const wrong = results.filter(({ status }) => status !== 'pass');
  expect(wrong.map(({ case: id, step, mismatches }) => ({ id, step, mismatches }))).toEqual([]);
  expect(cases.map(({ verdict }) => verdict)).toEqual(algorithms.map(() => 'pass'));
});
