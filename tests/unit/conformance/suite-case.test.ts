import path from 'node:path';
import { expect, test } from 'vitest';
import { fileReader } from '../../../src/app/file-reader.js';
import { loadSuite } from '../../../src/conformance/index.js';
import { makeFolder } from '../../support/make-folder.js';

const features = `
version: "0.0.1"
features: [{ name: objects, description: "Objects", reference: "https://docs.aws.amazon.com/s3" }]
`;

const topic = `
defaults: { feature: objects, level: core, needs: [listing], fixtures: { bucket: shared } }
cases:
  - { case: as-the-file, steps: [{ operation: ListObjectsV2 }] }
  - { case: another-need, needs: [tagging], steps: [{ operation: GetObjectTagging, parameters: { key: k } }] }
  - { case: no-need, level: extended, needs: [], steps: [{ operation: GetObject, parameters: { key: k } }] }
  - { case: need-of-the-fixture, needs: [], fixtures: { bucket: own, versioning: true }, steps: [{ operation: HeadBucket }] }
`;

test('what a case says of itself takes the place of the defaults of its file, and fixtures need their features', async () => {
  const folder = await makeFolder({ 'suite/features.yaml': features, 'suite/object/topic.yaml': topic });
  const { suite, diagnostics } = await loadSuite(path.join(folder, 'suite'), fileReader, {});
  expect(diagnostics).toEqual([]);
  expect(suite?.cases.map(({ id, level, needs }) => [id, level, needs])).toEqual([
    ['object/topic/as-the-file', 'core', ['listing']],
    ['object/topic/another-need', 'core', ['tagging']],
    ['object/topic/no-need', 'extended', []],
    ['object/topic/need-of-the-fixture', 'core', ['versioning']],
  ]);
});
