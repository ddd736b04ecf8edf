import { parseArgs } from 'node:util';
import { installPatiently } from '../servers/lib/install-patiently.js';
import { describe, differenceOf, readOutcomes, updateOutcomes } from './lib/outcomes.js';
import { createTally } from './lib/tally.js';
import { runClean, tryFaults } from './lib/try-application.js';
import { writeNeed } from './lib/write-need.js';
import { writeReplay } from './lib/write-replay.js';
import { applications } from './registry.js';

// Does the job of each application on the embedded server, once as it is and once with each fault that concerns it:
// `node scripts/applications/run.js [NAME…] [--quick] [--only REQUIREMENT] [--update | --need | --replay]`.
// `--need` and `--replay` write what the job asks, and the scenario that replays it.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    update: { type: 'boolean', default: false },
    need: { type: 'boolean', default: false },
    replay: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !applications.some((one) => one.name === name));
if (unknown.length > 0) {
  print(`not known: ${unknown.join(', ')}; known: ${applications.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(130));
}

const chosen = applications.filter(({ name, quick }) =>
  positionals.length > 0 ? positionals.includes(name) : !values.quick || quick,
);
const outcomes = await readOutcomes();
const { counted, check } = createTally(print);
for (const application of chosen) {
  await judgeApplication(application);
}
print(`applications: ${counted.passed} passed, ${counted.failed} failed`);
process.exitCode = counted.failed === 0 ? 0 : 1;

/** @param {import('./lib/types.js').Application} application */
async function judgeApplication(application) {
  const { name, version } = application;
  const known = outcomes[name];
  const isChosen = (/** @type {string} */ id) =>
    (values.only?.includes(id) ?? true) && (!values.quick || application.quick?.includes(id) === true);
  print(`${name} ${version}`);
  try {
    const installed = await installPatiently(application.install);
    /** @type {Record<string, import('./lib/types.js').Outcome>} */
    const seen = {};
    const clean = await runClean(application, installed);
    check('its job, with nothing missing', undefined);
    if (values.need) {
      await writeNeed(name, clean.recording);
    }
    if (values.replay) {
      print(`  ${await writeReplay(name, clean.recording)}`);
    }
    if (values.need || values.replay) {
      return;
    }
    for await (const { id, outcome } of tryFaults(application, installed, clean, isChosen)) {
      seen[id] = outcome;
      const difference = differenceOf(outcome, known?.requirements[id]);
      check(`${id}: ${describe(outcome)}`, values.update ? undefined : difference);
    }
    const isWhole = values.only === undefined && !values.quick;
    const gone = isWhole ? Object.keys(known?.requirements ?? {}).filter((id) => !(id in seen)) : [];
    if (values.update) {
      const kept = isWhole ? {} : known?.requirements;
      const date = new Date().toISOString().slice(0, 10);
      await updateOutcomes(name, { version, date, requirements: { ...kept, ...seen } });
      return;
    }
    check('the version is the one that the outcomes are of', versionDifference(known, version));
    for (const id of gone) {
      check(id, 'no request of the job asks for it any more');
    }
  } catch (error) {
    check('its job, with nothing missing', error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {import('./lib/outcomes.js').Known | undefined} known
 * @param {string} version
 */
function versionDifference(known, version) {
  return known?.version === version ? undefined : `${version} instead of ${known?.version}`;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
