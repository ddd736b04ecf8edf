/**
 * A key pair that a server accepts.
 * @typedef {{ accessKey: string, secretKey: string }} User
 */

/**
 * A user as a server knows it: `canonicalId` is what ACLs grant to, `principal` what policies name, where there are any.
 * @typedef {User & { canonicalId?: string, principal?: string }} KnownUser
 */

/**
 * The users of a run: `main` owns what it makes and may do everything, `alt` is somebody else.
 * @typedef {{ main: User, alt: User }} Users
 */

/**
 * What a tester has to know of a server before judging it.
 * @typedef {object} Facts
 * @property {boolean} pathStyle whether buckets are addressed in the path
 * @property {boolean} virtualHost whether buckets are addressed as `bucket.localhost`
 * @property {boolean} alt whether the second user exists
 * @property {boolean} verifiesSignatures whether a wrong secret key is refused
 * @property {string} [websiteHost] what follows the bucket in the host name of its website, which the endpoint serves too
 * @property {boolean} [sseCOverHttp] whether keys of the customer are taken without TLS
 * @property {number} [concurrency] how many requests at a time it answers the same way twice; as many as there are, if not said
 * @property {readonly string[]} notes what it cannot do, one sentence each
 */

/**
 * A server that runs, and how to end it.
 * @typedef {object} RunningServer
 * @property {string} endpoint for example `http://127.0.0.1:9000`
 * @property {string} region
 * @property {{ main: KnownUser, alt?: KnownUser }} users
 * @property {readonly number[]} pids
 * @property {Promise<void>} ended resolves when one of its processes has ended, by itself or by `stop`
 * @property {() => Promise<void>} stop ends its processes and removes its data
 */

/**
 * One server that nobody here wrote: how it is installed, started and stopped.
 * @typedef {object} ServerScript
 * @property {string} name
 * @property {string} version pinned
 * @property {Facts} facts
 * @property {(cache: string) => Promise<string>} install gives the folder that holds the installed server
 * @property {(options: { port: number, users: Users, installed: string }) => Promise<RunningServer>} start
 */

export {};
