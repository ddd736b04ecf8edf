/** The parts of a bundle, in the order in which they stand in it, with the most bytes that each may have. */
export const memberLimits = {
  'results.json': 256 * 1024 ** 2,
  'exchanges.ndjson': 2 * 1024 ** 3,
  'plan.json': 32 * 1024 ** 2,
  'server.json': 1024 ** 2,
  'manifest.json': 64 * 1024,
  'signature.json': 16 * 1024,
} as const;

/** The name of a part. */
export type MemberName = keyof typeof memberLimits;

/** The parts that the manifest tells the hashes of. */
export type ContentName = Exclude<MemberName, 'manifest.json' | 'signature.json'>;

/** Those parts, in their order. */
export const contentNames: readonly ContentName[] = [
  'results.json',
  'exchanges.ndjson',
  'plan.json',
  'server.json',
];

/** The most characters that the name of a part has. */
export const longestName = Math.max(...Object.keys(memberLimits).map((name) => name.length));

/** Whether a bundle may have a part of this name. */
export function isMemberName(name: string): name is MemberName {
  return Object.hasOwn(memberLimits, name);
}

/** The format of bundles, which changes only by adding. */
export const bundleFormat = 1;
