/**
 * Where a client works: an endpoint, who it is, and a folder of files that is removed afterwards.
 * @typedef {object} Place
 * @property {string} endpoint
 * @property {string} region
 * @property {string} accessKey
 * @property {string} secretKey
 * @property {string} bucket a name that is free; the client makes the bucket and removes it
 * @property {string} folder an empty folder for what the client reads back
 * @property {import('./sample-files.js').SampleFiles} files what to upload
 */

/**
 * Runs one named check: one that throws is a failure, and the next runs all the same.
 * @typedef {(name: string, action: () => Promise<void>) => Promise<void>} Check
 */

/**
 * A client that nobody here wrote: how it is installed, and what it does with a server.
 * @typedef {object} Client
 * @property {string} name
 * @property {string} version pinned
 * @property {(cache: string) => Promise<string>} install gives the folder that holds it
 * @property {ServerOptions} [serverOptions] what the embedded server must be started with
 * @property {(installed: string, place: Place, check: Check) => Promise<void>} run
 */

/** @typedef {Pick<import('s3tester/server').ServerOptions, 'signatureVersion2'>} ServerOptions */

export {};
