const page = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html';

/** The ids of the cases of this suite that have the tag `security`. */
export const guardedIds = [
  'guard/doors/locked-door',
  'guard/doors/open-door',
  'guard/doors/many-doors',
  'guard/doors/probe-of-guards',
] as const;

/** Words of the titles, keys and expectations of these cases that nothing else has. */
export const guardedWords = ['ZEBRA', 'zebra-key', 'ZebraRefused'] as const;

/**
 * The files of a suite of which some cases have the tag `security`: one passes, one fails, one has rows, and one is the
 * failing probe of a feature that a case without the tag needs.
 */
export const guardedSuite: Readonly<Record<string, string>> = {
  'suite/features.yaml': `version: "0.0.7"
features:
  - { name: objects, description: Whole objects, reference: "${page}", probe: object/plain/round-trip }
  - { name: guards, description: Guards, reference: "${page}", probe: guard/doors/probe-of-guards }
`,
  'suite/object/plain.yaml': `defaults: { feature: objects, level: core, reference: "${page}" }
cases:
  - case: round-trip
    title: An object comes back
    fixtures: { bucket: shared }
    steps:
      - { operation: PutObject, parameters: { key: "\${prefix}a", body: one } }
      - { operation: GetObject, parameters: { key: "\${prefix}a" }, expected_result: { body: one } }
  - case: guarded-object
    title: An object behind a guard
    needs: [guards]
    fixtures: { bucket: shared }
    steps:
      - { operation: PutObject, parameters: { key: "\${prefix}b", body: one } }
  - case: never-right
    title: An object comes back as another
    fixtures: { bucket: shared }
    steps:
      - { operation: PutObject, parameters: { key: "\${prefix}c", body: one } }
      - { operation: GetObject, parameters: { key: "\${prefix}c" }, expected_result: { body: two } }
`,
  'suite/guard/doors.yaml': `defaults: { feature: guards, level: core, reference: "${page}", tags: [security] }
cases:
  - case: locked-door
    title: ZEBRA may not read
    fixtures: { bucket: shared }
    steps:
      - { operation: GetObject, parameters: { key: "\${prefix}zebra-key" }, expected_result: { error_code: NoSuchKey } }
  - case: open-door
    title: ZEBRA may not write
    fixtures: { bucket: shared }
    steps:
      - { operation: PutObject, parameters: { key: "\${prefix}zebra-key", body: one }, expected_result: { error_code: ZebraRefused } }
  - case: many-doors
    title: ZEBRA may go nowhere
    fixtures: { bucket: shared }
    for_each: [x, y]
    steps:
      - { operation: GetObject, parameters: { key: "\${prefix}zebra-key-\${item}" }, expected_result: { error_code: ZebraRefused } }
  - case: probe-of-guards
    title: ZEBRA knows the guards
    fixtures: { bucket: shared }
    steps:
      - { operation: GetObject, parameters: { key: "\${prefix}zebra-key" }, expected_result: { error_code: ZebraRefused } }
`,
};
