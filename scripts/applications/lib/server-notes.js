import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';

/**
 * How the job of an application ended on a server: `ok`, or in which step it did not, as in a {@link import('./types.js').Step}.
 * @typedef {{ version: string, date: string, ended: string, step?: string, why?: string }} JobNote
 */

/**
 * What a replay came to: how many requests were answered as recorded, of how many; and the first that was not.
 * @typedef {{ date: string, passed: number, of: number, failed?: { step: string, outcome: string, reason: string } }} ReplayNote
 */

/**
 * What `s3tester qualify` answered, and for each requirement that does not hold what it rests on.
 * @typedef {object} AnswerNote
 * @property {string} date
 * @property {string} suite its version
 * @property {import('../../../dist/qualify/qualification.js').QualifiedApplication['answer']} answer
 * @property {readonly { follows: string, requirement: string, evidence: string, reason: string }[]} [against]
 */

/**
 * Notes by server and application, in a file that is committed.
 * @template Note
 * @typedef {object} Notes
 * @property {() => Promise<Record<string, Record<string, Note>>>} read by `NAME VERSION` of the server, then by application
 * @property {(server: { name: string, version: string }, application: string, note: Note) => Promise<void>} write replaces
 *   what is known of this server and this application, also of an older version of the server
 */

/** @type {Notes<JobNote>} */
export const jobNotes = notesIn(
  'jobs',
  `How the job of each application ended on servers that nobody here wrote: \`ok\`, or in which step it did not succeed
(\`error\`: the application said so; \`wrong\`: it did not, and what it read, listed or left was wrong; \`late\`: it had not
ended). Written by \`node scripts/applications/jobs-on-servers.js\`.`,
);

/** @type {Notes<ReplayNote>} */
export const replayNotes = notesIn(
  'replays',
  `How many requests of each recording (profiles/recordings) servers answer as they were answered when they were recorded.
Written by \`node scripts/applications/on-servers.js\`.`,
);

/** @type {Notes<AnswerNote>} */
export const answerNotes = notesIn(
  'answers',
  `What \`s3tester qualify\` answers of each application on servers. Written by \`node scripts/applications/on-servers.js\`.`,
);

const differencesFile = new URL('../differences-on-servers.yaml', import.meta.url);

/**
 * Why the answer of `qualify` is another than how the job ended, by server without its version, then by application.
 * @returns {Promise<Record<string, Record<string, string>>>}
 */
export async function readDifferences() {
  return parse(await readFile(differencesFile, 'utf8')) ?? {};
}

/**
 * @template Note
 * @param {string} what
 * @param {string} about
 * @returns {Notes<Note>}
 */
function notesIn(what, about) {
  const file = new URL(`../${what}-on-servers.yaml`, import.meta.url);
  const head = about.replaceAll(/^/gm, '# ');
  /** @type {Notes<Note>['read']} */
  const read = async () => parse(await readFile(file, 'utf8')) ?? {};
  return {
    read,
    write: async ({ name, version }, application, note) => {
      const known = await read();
      const key = `${name} ${version}`;
      const others = Object.entries(known).filter(
        ([server]) => server === key || !server.startsWith(`${name} `),
      );
      const next = { ...Object.fromEntries(others), [key]: sorted({ ...known[key], [application]: note }) };
      await writeFile(file, `${head}\n${stringify(sorted(next), { lineWidth: 0 })}`);
    },
  };
}

/**
 * @template T
 * @param {Record<string, T>} record
 * @returns {Record<string, T>}
 */
function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}
