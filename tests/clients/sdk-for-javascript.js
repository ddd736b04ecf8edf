import { installNpmPackages } from '../../scripts/servers/lib/install-npm.js';

/**
 * Installs a package of the AWS SDK for JavaScript beside the client of S3.
 * @param {string} cache
 * @param {{ readonly name: string, readonly version: string }} what the package without its scope, and the version of both
 */
export function installSdkPackage(cache, { name, version }) {
  const packages = [name, 'client-s3'].map((one) => `@aws-sdk/${one}@${version}`);
  return installNpmPackages(cache, { name, version, packages });
}

/**
 * What the SDK's client of S3 is made with.
 * @param {import('./client.js').Place} place
 */
export function sdkSettings({ endpoint, region, accessKey, secretKey }) {
  // The SDK warns about Node 20 on stderr, once per process.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  return { endpoint, region, forcePathStyle: true, maxAttempts: 1, credentials };
}
