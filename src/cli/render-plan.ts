import { count } from '../reporting/words.js';
import type { PlanDescription } from '../runner/index.js';

type Group = PlanDescription['groups'][number];
type Step = Group['phases']['test'][number];
type LoadDescription = NonNullable<Step['load']>;

/** The plan of a dry run as text. */
export function renderPlan(plan: PlanDescription): string {
  const rows = [
    `Endpoint     ${plan.endpoint_url} (${plan.region})`,
    `Credentials  ${plan.credentials.join(', ')}`,
    `Groups       ${plan.groups.length}, ${plan.parallel ? 'side by side' : 'one after another'}, at most ${plan.concurrency} operations in flight`,
    '',
    ...plan.groups.flatMap(renderGroup),
    capitalize(describeCount(plan.at_least)),
  ];
  return `${rows.join('\n')}\n`;
}

function renderGroup(group: Group): string[] {
  const facts = [
    `credential ${group.credential}`,
    ...(group.parallel ? ['parallel'] : []),
    ...(group.skip_reason ? [`skipped: ${group.skip_reason}`] : []),
  ];
  return [
    `${group.name} (${facts.join(', ')})`,
    ...Object.entries(group.phases).flatMap(([phase, steps]) =>
      steps.length === 0 ? [] : [`  ${phase}`, ...steps.map((step) => `    ${renderStep(step)}`)],
    ),
    '',
  ];
}

function renderStep({
  step,
  kind,
  operation,
  name,
  case: caseId,
  credential,
  operations,
  skip_reason: skipReason,
  load,
}: Step): string {
  const what = kind === 'case' ? `case ${caseId}` : (operation ?? kind);
  const facts = [
    ...(name === null ? [] : [name]),
    ...(credential === null ? [] : [`as ${credential}`]),
    ...(operations > 1 ? [`${operations} operations`] : []),
    ...(load === undefined ? [] : [describeLoad(load)]),
    ...(skipReason === null ? [] : [`skipped: ${skipReason}`]),
  ];
  return `${step.padEnd(18)} ${what}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

/** What a load will do: `load: 16 users for 30 s, after 5 s of warm-up`. */
export function describeLoad({
  users,
  rate,
  duration,
  warm_up: warmUp,
  ramp,
  turns,
}: LoadDescription): string {
  const parts = [
    `load: ${users === undefined ? `${rate} turns per second` : count(users, 'user')} for ${duration} s`,
    ...(warmUp > 0 ? [`after ${warmUp} s of warm-up`] : []),
    ...(ramp > 0 ? [`rising for ${ramp} s`] : []),
    turns === null ? 'as many turns as the server responds to' : `about ${count(turns, 'turn')}`,
  ];
  return parts.join(', ');
}

/** What a plan sends at the least, as a sentence that goes on from what it is about. */
export function describeCount({
  operations,
  requests,
  bytes,
  requests_by_price: price,
}: PlanDescription['at_least']): string {
  const paid = `${price.put_copy_post_list} PUT, COPY, POST or LIST, ${price.get_and_others} GET and others, ${price.free} free`;
  return `at least ${operations} operations, ${requests} requests (${paid}), ${bytes} bytes to send. Nothing was sent.`;
}

function capitalize(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
