import type { Paint } from '../../reporting/paint.js';
import { oneLine } from '../../reporting/printable.js';
import type { Evidence } from '../evidence.js';
import type { Qualification, QualifiedApplication, QualifiedRequirement } from '../qualification.js';
import {
  answerLooks,
  describeAnswers,
  describeApplication,
  describeRun,
  describeSeen,
  describeTried,
  effectWords,
} from './words.js';

/** How many pieces of evidence of one requirement are shown unless all are asked for. */
const mostShown = 2;

/** How a table is drawn. */
export interface TableLook {
  readonly paint: Paint;
  /** Requirements that hold, and all evidence. */
  readonly verbose: boolean;
}

/** What was found, for people in a terminal: each application with its answer, and why. */
export function renderQualificationTable(found: Qualification, look: TableLook): string {
  const { paint } = look;
  const judged = saysNothing(found) ? [] : found.applications;
  const sections = [
    [paint('quiet', describeRun(found))],
    ...judged.map((one) => renderApplication(one, look)),
    found.problems.map((problem) => `${paint('error', '!')} ${oneLine(problem)}`),
    [describeAnswers(found)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Whether something was in the way of all that was tried: what each application needs then tells nobody anything. */
function saysNothing({ applications, problems }: Qualification): boolean {
  const evidence = applications.flatMap(({ requirements }) => requirements.flatMap((one) => one.evidence));
  return problems.length > 0 && evidence.every(({ outcome }) => outcome === 'not-decided');
}

function renderApplication(one: QualifiedApplication, look: TableLook): readonly string[] {
  const { paint, verbose } = look;
  const { glyph, tone, text } = answerLooks[one.answer];
  const shown = one.requirements.filter(({ effect }) => verbose || effect !== 'none');
  const held = one.requirements.length - shown.length;
  return [
    `${paint(tone, `${glyph} ${text}`)}  ${paint('strong', oneLine(one.name))}  ${paint('quiet', oneLine(describeApplication(one)))}`,
    ...one.settings.map((setting) => `    set  ${paint('strong', oneLine(setting))}`),
    ...shown.flatMap((requirement) => renderRequirement(requirement, look)),
    ...(held === 0 ? [] : [paint('quiet', `  ${held} of ${one.requirements.length} requirements hold`)]),
  ];
}

function renderRequirement(
  requirement: QualifiedRequirement,
  { paint, verbose }: TableLook,
): readonly string[] {
  const { id, effect, why, workaround, evidence } = requirement;
  if (effect === 'none') {
    const open = requirement.outcome === 'met' ? '' : ' (optional, not decided)';
    return [
      `  ${paint('pass', effectWords.none)}  ${id}${open}  ${paint('quiet', describeTried(requirement))}`,
    ];
  }
  const telling = evidence.filter(({ outcome }) => outcome === requirement.outcome);
  const shown = verbose ? telling : telling.slice(0, mostShown);
  const tone = effect === 'loses-data' || effect === 'fails' ? 'fail' : 'error';
  const rest = telling.length - shown.length;
  return [
    `  ${paint(tone, effectWords[effect])}  ${paint('strong', id)}: ${oneLine(why)}`,
    ...(workaround && effect === 'setting' ? [`      ${oneLine(workaround.text)}`] : []),
    ...(evidence.length === 0 ? ['      nothing was tried'] : []),
    ...shown.flatMap((one) => renderEvidence(one, paint)),
    ...(rest > 0 ? [paint('quiet', `      and ${rest} more; --verbose shows all`)] : []),
  ];
}

function renderEvidence(evidence: Evidence, paint: Paint): readonly string[] {
  const { kind, id, reproduce } = evidence;
  return [
    `      ${kind} ${oneLine(id)}: ${describeSeen(evidence)}`,
    ...(reproduce === null ? [] : [paint('quiet', `      ${oneLine(reproduce)}`)]),
  ];
}
