/**
 * The key pairs that every server gets, the same as those of `s3tester serve`.
 * @type {import('./types.js').Users}
 */
export const defaultUsers = {
  main: { accessKey: 's3tester', secretKey: 's3tester-secret' },
  alt: { accessKey: 's3tester-alt', secretKey: 's3tester-alt-secret' },
};
