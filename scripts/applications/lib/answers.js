/** @typedef {import('../../../dist/qualify/qualification.js').QualifiedApplication} QualifiedApplication */
/** @typedef {import('../../../dist/qualify/qualification.js').QualifiedRequirement} QualifiedRequirement */

/**
 * What `s3tester qualify` found on one server.
 * @typedef {object} ServerAnswers
 * @property {string} server
 * @property {string} version
 * @property {string} suite
 * @property {readonly QualifiedApplication[]} applications
 */

/** @type {Readonly<Record<QualifiedApplication['answer'], string>>} */
const words = {
  works: 'works',
  'works-with': 'works with settings',
  unsafe: '**unsafe**',
  'does-not-work': 'does not work',
  'not-decided': 'not decided',
};
/** Reasons are cut to so many characters. */
const longest = 160;

/**
 * The page: a table of applications and servers, and below it for each cell that is more than `works` what it rests on.
 * @param {readonly ServerAnswers[]} servers
 * @param {string} date
 */
export function renderAnswers(servers, date) {
  const names = servers[0]?.applications.map(({ name }) => name) ?? [];
  const suites = [...new Set(servers.map(({ suite }) => suite))].join(', ');
  return [
    '# Applications on servers',
    '',
    `What \`s3tester qualify\` answers of each application with a [profile](qualify.md#profiles) on servers that nobody here wrote, on`,
    `${date}, with suite ${suites}. [Applications](applications.md) shows that the profiles are right. This page is written by`,
    '`node scripts/applications/on-servers.js`.',
    '',
    row(['', ...servers.map(({ server, version }) => `${server} ${version}`)]),
    row(['---', ...servers.map(() => '---')]),
    ...names.map((name) => row([name, ...servers.map((one) => cellOf(one, name))])),
    ...servers.flatMap(sectionOf),
    '',
  ].join('\n');
}

/** @param {readonly string[]} cells */
function row(cells) {
  return `| ${cells.join(' | ')} |`;
}

/** @param {ServerAnswers} server @param {string} name */
function cellOf({ applications }, name) {
  const found = applications.find((one) => one.name === name);
  return found === undefined ? 'not asked' : words[found.answer];
}

/** @param {ServerAnswers} server */
function sectionOf({ server, applications }) {
  const told = applications.filter(({ answer }) => answer !== 'works');
  const rows = told.flatMap((one) =>
    one.requirements
      .filter(({ effect }) => effect !== 'none')
      .map((requirement) =>
        row([one.name, effectOf(requirement), requirement.id, ...evidenceOf(requirement)]),
      ),
  );
  return rows.length === 0
    ? []
    : [
        ...['', `## ${server}`, ''],
        row(['application', 'what follows', 'requirement', 'evidence', 'what the server did']),
        row(['---', '---', '---', '---', '---']),
        ...rows,
      ];
}

/** @param {QualifiedRequirement} requirement */
function effectOf({ effect, workaround }) {
  return effect === 'setting' && workaround !== null ? `works with \`${cell(workaround.setting)}\`` : effect;
}

/** The first evidence that does not say that all is well. @param {QualifiedRequirement} requirement */
function evidenceOf({ evidence }) {
  const against = evidence.find(({ outcome }) => outcome !== 'met');
  // A replay is named by its file, wherever the repository is.
  const id = against?.id.replace(/^.*\/(?=profiles\/)/, '') ?? '';
  return [cell(id), cell(against?.reason ?? '')];
}

/** @param {string} text */
function cell(text) {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
