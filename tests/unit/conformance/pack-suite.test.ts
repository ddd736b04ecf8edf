import { describe, expect, test } from 'vitest';
import { checkConfiguration, renderDiagnostic } from '../../../src/config/index.js';
import { storedDocuments } from '../../../src/config/stored-documents.js';
import { loadSuite } from '../../../src/conformance/index.js';
import { packSuite } from '../../../src/conformance/pack-suite.js';
import { makeReader } from '../../support/memory-reader.js';

const caseOf = (name: string, parameters: string) =>
  `cases:\n  - { case: ${name}, fixtures: { bucket: own }, steps: [{ operation: PutObject, parameters: { ${parameters} } }] }\n`;

const sound: Readonly<Record<string, string>> = {
  'suite/features.yaml':
    'version: "0.0.1"\nfeatures: [{ name: objects, description: Objects, reference: "https://docs.aws.amazon.com/s3" }]\n',
  'suite/object/one.yaml': caseOf('one', 'key: k, body: b'),
  'suite/object/two.yaml': caseOf('two', 'key: "${target.prefix}", storage_class: NO_SUCH_CLASS'),
};

type Files = typeof sound;

/** The names of those files that are packed. */
async function packedOf(files: Files): Promise<readonly string[]> {
  const stored = storedDocuments(await packSuite('suite', makeReader(files)));
  return Object.keys(files).filter((name) => stored.has({ name, text: files[name] ?? '' }));
}

/** The ids and the diagnostics of a suite, loaded and checked as the command does it, with what was packed of another. */
async function loadWith(packed: Awaited<ReturnType<typeof packSuite>>, files: Files, credential = 'main') {
  const reader = makeReader(files);
  const stored = storedDocuments(JSON.parse(JSON.stringify(packed)));
  const { suite, diagnostics } = await loadSuite('suite', reader, {}, { stored });
  const found = suite
    ? await checkConfiguration(suite.configuration, {
        environment: {},
        credentials: [{ name: credential }],
        defaultCredential: credential,
        strict: true,
        reader,
        stored,
      })
    : [];
  return {
    ids: suite?.cases.map(({ id }) => id) ?? [],
    told: [...diagnostics, ...found].map((one) => renderDiagnostic(one).split('\n')[0]),
  };
}

describe('of a suite', () => {
  test('every file is packed that has nothing wrong with it', async () => {
    expect(await packedOf(sound)).toEqual(Object.keys(sound));
  });

  test.each<readonly [what: string, parameters: string]>([
    ['has a mistake', 'keyy: k'],
    ['names a variable of the environment', 'key: "${PREFIX:-k}"'],
    ['names a file', 'key: k, body: "file://body.txt"'],
  ])('a file is left out that %s', async (_what, parameters) => {
    const files = {
      ...sound,
      'suite/object/one.yaml': caseOf('one', parameters),
      'suite/object/body.txt': '',
    };
    expect(await packedOf(files)).toEqual(['suite/features.yaml', 'suite/object/two.yaml']);
  });

  test('that cannot be loaded nothing is packed', async () => {
    expect(await packSuite('suite', makeReader({ ...sound, 'suite/object/one.yaml': 'cases: [' }))).toEqual(
      {},
    );
  });
});

describe('a file that is packed', () => {
  test('is neither parsed nor checked again', async () => {
    const packed = JSON.stringify(await packSuite('suite', makeReader(sound)));
    const forged = JSON.parse(packed.replace('"two"', '"2"').replace('"storage_class"', '"storage_klass"'));
    expect(await loadWith(forged, sound)).toEqual({ ids: ['object/one/one', 'object/two/2'], told: [] });
  });

  test('is parsed and checked afresh where it has changed, and its mistakes are where they stand', async () => {
    const packed = await packSuite('suite', makeReader(sound));
    const changed = { ...sound, 'suite/object/two.yaml': `# new\n${caseOf('other', 'key: k, boddy: b')}` };
    expect(await loadWith(packed, changed)).toEqual({
      ids: ['object/one/one', 'object/two/other'],
      told: [expect.stringMatching(/^suite\/object\/two\.yaml:3:\d+: error: .*boddy/)],
    });
  });

  test('still needs the credential that its cases are run with', async () => {
    const packed = await packSuite('suite', makeReader(sound));
    const { told } = await loadWith(packed, sound, 'alt');
    expect(told).toEqual([
      expect.stringMatching(/^suite\/object\/one\.yaml:1:1: error: there is no credential "main"/),
      expect.stringMatching(/^suite\/object\/two\.yaml:1:1: error: there is no credential "main"/),
    ]);
  });
});
