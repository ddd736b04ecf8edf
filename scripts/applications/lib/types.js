/**
 * Where an application works: an endpoint with one bucket, who it is, and an empty folder of its own.
 * @typedef {object} Place
 * @property {string} endpoint
 * @property {string} region
 * @property {string} accessKey
 * @property {string} secretKey
 * @property {string} bucket is there already
 * @property {string} folder is removed afterwards
 * @property {AbortSignal} signal when the time of the job is over
 * @property {NodeJS.ProcessEnv} env of programs that find endpoint and keys in the variables of AWS
 * @property {(command: string, args: readonly string[], options?: RunOptions) => Promise<string>} run a program to its
 *   end, for its stdout; one that fails is an error, and one that takes longer than the job may is ended
 * @property {(command: string, args: readonly string[], options?: RunOptions) => Promise<Observed>} observe the same,
 *   whatever its exit code
 */

/** @typedef {{ env?: NodeJS.ProcessEnv, cwd?: string }} RunOptions by default with the place's own variables */
/** @typedef {{ status: number | string, stdout: string, output: string }} Observed */

/**
 * How a step of a job ended: `error`: the application said that it failed; `wrong`: it said that all is well, and what
 * it then read, listed or left behind is not what it should be; `late`: it was still at it when its time was over.
 * @typedef {object} Step
 * @property {string} name
 * @property {'ok' | 'error' | 'wrong' | 'late'} ended
 * @property {string} why empty where it is `ok`
 */

/**
 * Does one step of a job. An AssertionError is what the application did wrong without a word, any other error what it
 * reported itself.
 * @typedef {(name: string, action: () => Promise<void>) => Promise<void>} DoStep
 */

/**
 * An application: how it is installed, and its own job, which writes, reads back and compares.
 * @typedef {object} Application
 * @property {string} name
 * @property {string} version pinned
 * @property {readonly string[]} [quick] where it is soon enough for every run of CI: the requirements that are tried then
 * @property {number} [limit] seconds that the job may take before it is ended; 240 if not said
 * @property {number} [manyKeys] how many small objects are in the bucket before, below `many/`
 * @property {readonly string[]} [semantics] the requirements, besides operations, that are tried; all that it asks for, if not said
 * @property {readonly string[]} [also] requirements that are tried on those alone that name them
 * @property {(cache: string) => Promise<string>} install gives the folder that holds it
 * @property {(installed: string, place: Place, step: DoStep) => Promise<void>} run
 * @property {(installed: string, place: Place, step: DoStep) => Promise<void>} [race] what many of it do at once, which shows
 *   more than `run` where a server has to choose between them; no recording has it
 */

/**
 * One request of an application, and how it was answered.
 * @typedef {object} Exchange
 * @property {string | null} operation
 * @property {string} key empty where it is about a bucket
 * @property {URLSearchParams} query
 * @property {Readonly<Record<string, string>>} headers of the request, by their name in lower case
 * @property {number} status 0 where there was no response
 */

/**
 * What an application needs of a server: the fault that takes it away, and the requests that ask for it.
 * @typedef {object} Requirement
 * @property {string} id the fault, as `s3tester serve --fault` takes it
 * @property {string} title what must hold
 * @property {(exchange: Exchange) => boolean} asks
 * @property {boolean} [isByName] whether it is tried on those applications alone that name it
 */

/**
 * What happened: `keeps trying`: the job had not ended after its limit, and had not gone wrong by then.
 * @typedef {'passes' | 'works round it' | 'fails loudly' | 'loses data silently' | 'keeps trying' | 'not asked for'} Happened
 */

/**
 * @typedef {object} Outcome
 * @property {Happened} happened
 * @property {string} [step] where it did not pass: the step of the job
 * @property {string} [why] one line
 */

export {};
