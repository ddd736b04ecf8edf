/** @typedef {import('./server-notes.js').AnswerNote} AnswerNote */
/** @typedef {import('./server-notes.js').ReplayNote} ReplayNote */
/** @typedef {import('./server-notes.js').JobNote} JobNote */

/**
 * What is known, by server and application.
 * @typedef {object} Known
 * @property {Record<string, Record<string, AnswerNote>>} answers
 * @property {Record<string, Record<string, ReplayNote>>} replays
 * @property {Record<string, Record<string, JobNote>>} jobs
 * @property {Record<string, Record<string, string>>} differences why an answer is another than how the job ended
 */

/** @type {Readonly<Record<AnswerNote['answer'], string>>} */
const words = {
  works: 'works',
  'works-with': 'works with settings',
  unsafe: '**unsafe**',
  'does-not-work': 'does not work',
  'not-decided': 'not decided',
};
/** @type {Readonly<Record<string, string>>} */
const jobWords = { ok: 'ok', error: 'fails', wrong: '**wrong**', late: 'no end' };
/** Reasons are cut to so many characters. */
const longest = 160;

const introduction = `# Applications on servers

Each cell says three things of an application on a server that nobody here wrote (and on the embedded one):

1. what [\`s3tester qualify\`](qualify.md) answers of it;
2. how many requests of [its recording](replay.md) the server answers as the program needs it: *87/87* is all of them. A replay
   ends with the first request that is answered otherwise, which is named below;
3. how the application's own job ended there, with nothing between them: *ok*; *fails*: it said so; **wrong**: it did not say so,
   and what it read, listed or left was wrong; *no end*: it was still trying after its time. Of terraform, 16 runs also take
   the lock and give it back for 20 seconds. \`–\` is not tried.

The third is the truth, as far as one job goes, and the other two are measured by it. A replay has no client behind it: it may
stop at a response with which the application would go on. \`qualify\` also asks what a job of a minute does not show, such as
what happens where two clients want the same at once.

The recordings are in \`profiles/recordings/\`: \`s3tester run profiles/recordings/restic.yaml --endpoint-url …\` replays one. This
page is written by \`node scripts/applications/on-servers.js\` and \`jobs-on-servers.js\` of what they noted beside themselves, with
the day of each run.`;

/**
 * The page: a table of applications and servers, and below it for each server what is not well.
 * @param {Known} known
 * @returns {string}
 */
export function renderPage(known) {
  const servers = Object.keys(known.answers);
  const names = [...new Set(Object.values(known.answers).flatMap((one) => Object.keys(one)))].sort(byKind);
  return [
    introduction,
    '',
    row(['', ...servers]),
    row(['---', ...servers.map(() => '---')]),
    ...names.map((name) => row([name, ...servers.map((server) => cellOf(known, server, name))])),
    ...differencesOf(known.differences),
    ...servers.flatMap((server) => sectionOf(known, server)),
    '',
  ].join('\n');
}

/**
 * Whether the answer of `qualify` is another than how the job ended. A job of one client shows nothing of races, which
 * workloads of consistency find.
 * @param {AnswerNote} answer
 * @param {JobNote} job
 */
export function isOtherThan({ answer, against = [] }, { ended }) {
  const isOfRaces = against
    .filter(({ follows }) => follows === 'loses-data')
    .every(({ evidence }) => !evidence.includes('/'));
  if (ended === 'ok') {
    return answer === 'does-not-work' || (answer === 'unsafe' && !isOfRaces);
  }
  return answer === 'works';
}

/** Applications before SDKs. @param {string} one @param {string} other */
function byKind(one, other) {
  const [first, second] = [one, other].map((name) => (name.startsWith('sdk:') ? 1 : 0) + name);
  return String(first) < String(second) ? -1 : 1;
}

/** @param {readonly string[]} cells */
function row(cells) {
  return `| ${cells.join(' | ')} |`;
}

/** @param {Known} known @param {string} server @param {string} name */
function cellOf({ answers, replays, jobs }, server, name) {
  const answer = answers[server]?.[name];
  const replay = replays[server]?.[name];
  const job = jobs[server]?.[name];
  return [
    answer === undefined ? '–' : words[answer.answer],
    ...(replay === undefined ? [] : [`${replay.passed}/${replay.of}`]),
    ...(job === undefined ? [] : [jobWords[job.ended] ?? job.ended]),
  ].join(' · ');
}

/** @param {Known['differences']} differences */
function differencesOf(differences) {
  const lines = Object.entries(differences).flatMap(([server, reasons]) =>
    Object.entries(reasons).map(([name, reason]) => `- **${name}** on ${server}: ${reason}`),
  );
  return lines.length === 0 ? [] : ['', '## Where the answer is another than the job', '', ...lines];
}

/** @param {Known} known @param {string} server */
function sectionOf({ answers, replays, jobs }, server) {
  const rows = [
    ...Object.entries(answers[server] ?? {}).flatMap(([name, { against = [] }]) =>
      against.map(({ follows, requirement, evidence, reason }) => [
        name,
        `qualify: ${follows}`,
        requirement,
        evidence,
        reason,
      ]),
    ),
    ...Object.entries(replays[server] ?? {}).flatMap(([name, { failed, passed, of }]) =>
      failed === undefined
        ? []
        : [[name, `replay: ${passed}/${of}`, failed.outcome, failed.step, failed.reason]],
    ),
    ...Object.entries(jobs[server] ?? {}).flatMap(([name, { ended, step = '', why = '' }]) =>
      ended === 'ok' ? [] : [[name, `job: ${ended}`, '', step, why]],
    ),
  ].sort(([one = ''], [other = '']) => byKind(one, other));
  return rows.length === 0
    ? []
    : [
        ...['', `## ${server}`, ''],
        row(['application', 'what follows', 'requirement', 'evidence', 'what the server did']),
        row(['---', '---', '---', '---', '---']),
        ...rows.map((cells) => row(cells.map(cell))),
      ];
}

/** @param {string} text */
function cell(text) {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
