import { installGoProgram } from './install-go.js';

/** The release of rclone that serves S3 and that is tried as a client. */
export const rcloneVersion = 'v1.76.0';

/**
 * Builds rclone.
 * @param {string} cache
 * @returns {Promise<string>} the folder that holds the program
 */
export function installRclone(cache) {
  return installGoProgram(cache, {
    name: 'rclone',
    version: rcloneVersion,
    module: 'github.com/rclone/rclone',
  });
}
