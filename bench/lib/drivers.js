/** @typedef {import('../../dist/s3/index.js').ClientOptions['driver']} Driver */

/**
 * The driver of that name, `direct` where none is named; another name ends the program.
 * @param {string | undefined} name
 * @returns {Driver}
 */
export function driverNamed(name = 'direct') {
  if (name === 'direct' || name === 'sdk') {
    return name;
  }
  process.stderr.write(`unknown driver "${name}"; known: direct, sdk\n`);
  return process.exit(2);
}
