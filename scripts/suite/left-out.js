/**
 * Areas of the suite that a server is not asked about, and why. What did not go well there has no verdict, and so no
 * place in a baseline; which case it was is for the server's makers to be told, and not written down here.
 * @type {Readonly<Record<string, { readonly areas: readonly string[], readonly reason: string }>>}
 */
export const leftOut = {
  moto: { areas: ['object-lock/retention'], reason: 'a bucket of theirs could not be removed afterwards' },
  rclone: {
    areas: ['object/keys', 'object/conditional-delete', 'copy/conditional-target'],
    reason: 'buckets of theirs could not be removed afterwards',
  },
  gofakes3: { areas: ['versioning'], reason: 'the process did not stay up there' },
  s3rver: {
    areas: ['bucket', 'concurrency', 'multipart', 'object'],
    reason: 'the process did not stay up there',
  },
};

/**
 * Options that select everything but the areas that a server is not asked about, which are told.
 * @param {string} name
 * @param {(line: string) => void} print
 * @returns {readonly string[]}
 */
export function selectAsked(name, print) {
  const out = leftOut[name];
  if (out === undefined) {
    return [];
  }
  print(`${name}: without ${out.areas.join(', ')}: ${out.reason}`);
  return ['--case', `!{${out.areas.map((area) => `${area}/**`).join(',')},}`];
}
