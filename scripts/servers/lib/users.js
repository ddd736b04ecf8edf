/**
 * The options of s3tester that give it users.
 * @param {import('./types.js').RunningServer['users']} users
 */
export function credentialOptions(users) {
  return Object.entries(users).flatMap(([name, { accessKey, secretKey }]) => [
    '--credential',
    `${name}=${accessKey}:${secretKey}`,
  ]);
}

/**
 * The key pairs that every server gets, the same as those of `s3tester serve`.
 * @type {import('./types.js').Users}
 */
export const defaultUsers = {
  main: { accessKey: 's3tester', secretKey: 's3tester-secret' },
  alt: { accessKey: 's3tester-alt', secretKey: 's3tester-alt-secret' },
};
