import type { CaseStep, Step } from '../../src/config/language/step.js';
import { locateValue } from '../../src/config/values/evaluate.js';
import type { Value } from '../../src/config/values/value.js';
import type { AwsRecord, Suite } from '../../src/conformance/index.js';
import { statusOfErrorCode } from '../../src/expectations/error-codes.js';
import { canonicalName } from '../../src/operations/index.js';
import { readingOf, unreadFields } from './recorded-fields.js';
import { stepsIn } from './steps-in.js';
import type { SuiteRule } from './suite-rules.js';

/** What the suite must keep of the records of AWS. */
export const recordRules: readonly SuiteRule[] = [
  {
    title: 'says what the documentation says otherwise where checks see it, not in a note',
    breaking: ({ records }) =>
      records
        .filter(({ note }) => /\b(documentation|reference|guide|API|pages?|model)\b/.test(note ?? ''))
        .map(({ id }) => id),
  },
  {
    title: 'names the commit of every file that it read records in',
    breaking: ({ records }) =>
      records
        .filter(({ source }) =>
          source.some(({ path, commit, second_hand }) => path && !commit && !second_hand),
        )
        .map(({ id }) => id),
  },
  {
    title: 'cites every record of AWS in a case, or says why none does',
    breaking({ cases, records }) {
      const cited = new Set(cases.flatMap((one) => one.records.map(({ id }) => id)));
      return records
        .filter(({ id, without_case }) => cited.has(id) === (without_case !== undefined))
        .map(({ id }) => id);
    },
  },
  {
    title: 'expects in each case what its records say',
    breaking: (suite) =>
      citationsOf(suite)
        .filter(({ record, step }) => !candidates(step, record).some((one) => expectsRecorded(one, record)))
        .map(describeCitation),
  },
  {
    title: 'looks at the elements of error documents that its records name',
    breaking: (suite) =>
      citationsOf(suite)
        .filter(({ record }) => record.response.code !== undefined && record.response.fields !== undefined)
        .filter(({ record, step }) => {
          const judging = candidates(step, record).filter((one) => expectsRecorded(one, record));
          const hasDocument = judging.filter(({ hasNoCode }) => !hasNoCode);
          return hasDocument.length > 0 && !hasDocument.some(({ expected }) => looksAtElements(expected));
        })
        .map(describeCitation),
  },
  {
    title: 'says of a case whose records part from others, or from the documentation, that it is disputed',
    breaking: ({ cases }) =>
      cases
        .filter(({ records }) => records.some((one) => one.conflicts_with ?? one.documentation))
        .filter(({ provenance }) => !provenance?.startsWith('disputed'))
        .map(({ id }) => id),
  },
];

interface Citation {
  readonly id: string;
  readonly step: CaseStep;
  readonly record: AwsRecord;
}

function citationsOf({ cases, configuration }: Suite): readonly Citation[] {
  const steps = new Map<string, CaseStep>(
    configuration.groups.flatMap(({ name, test }) =>
      test.flatMap((step) => (step.kind === 'case' ? [[`${name}/${step.case}`, step] as const] : [])),
    ),
  );
  return cases.flatMap(({ id, records }) => {
    const step = steps.get(id);
    return step ? records.map((record) => ({ id, step, record })) : [];
  });
}

function describeCitation({ id, record }: Citation): string {
  return `${id} (${record.id})`;
}

interface Candidate {
  readonly expected: Value | undefined;
  /** Its answer holds no error code that can be judged. */
  readonly hasNoCode: boolean;
}

/** The steps of a case that may be the call of a record: those of its operation, and requests that are written by hand. */
function candidates(one: CaseStep, { operation }: AwsRecord): readonly Candidate[] {
  return [...stepsIn([one])].flatMap((step) => {
    const isCall =
      step.kind === 'request' || step.kind === 'post_form' || operation.some((one) => isOf(step, one));
    return isCall ? [{ expected: expectedOf(step), hasNoCode: isHead(step) || isOfWebsite(step) }] : [];
  });
}

function expectedOf(step: Step): Value | undefined {
  return 'expected_result' in step ? step.expected_result : undefined;
}

function isOf(step: Step, operation: string): boolean {
  return step.kind === 'operation' && withoutBody(step.operation) === withoutBody(operation);
}

/** What is read with HEAD is read with GET alike. */
function withoutBody(operation: string): string {
  return canonicalName(operation).replace(/^head(?=object$)/, 'get');
}

/** The pages of a website tell the code to people alone. */
function isOfWebsite(step: Step): boolean {
  return step.endpoint === 'website';
}

function isHead(step: Step): boolean {
  if (step.kind === 'request') {
    return wordsOf(step.request, 'method')?.includes('HEAD') ?? false;
  }
  return step.kind === 'operation' && canonicalName(step.operation).startsWith('head');
}

/** Whether one of the outcomes that a step expects is the recorded one; what is only known in a run may be it. */
function expectsRecorded({ expected, hasNoCode }: Candidate, { response }: AwsRecord): boolean {
  return outcomesOf(expected).some((outcome) => {
    const codes = wordsOf(outcome, 'error_code');
    const statuses = wordsOf(outcome, 'status_code') ?? codes?.flatMap(statusText);
    const isSuccess = statuses === undefined && response.status < 300;
    const hasStatus = isSuccess || statuses?.includes(String(response.status)) || statuses?.includes(unknown);
    const hasCode =
      response.code === undefined || hasNoCode || codes?.includes(response.code) || codes?.includes(unknown);
    return Boolean(hasStatus && hasCode);
  });
}

function outcomesOf(expected: Value | undefined): readonly (Value | undefined)[] {
  const alternatives = expected && locateValue(expected, ['any_of']);
  return alternatives?.kind === 'list' ? alternatives.items : [expected];
}

const unknown = '(known in a run)';

function statusText(code: string): string {
  return code === unknown ? unknown : String(statusOfErrorCode(code) ?? unknown);
}

/** The words that a key accepts; undefined where it is not there. */
function wordsOf(outcome: Value | undefined, key: string): readonly string[] | undefined {
  const value = outcome && locateValue(outcome, [key]);
  if (!value) {
    return undefined;
  }
  const items = value.kind === 'list' ? value.items : [value];
  return items.map((item) => (item.kind === 'literal' ? String(item.value) : unknown));
}

function looksAtElements(expected: Value | undefined): boolean {
  return [expected, ...outcomesOf(expected)].some((outcome) =>
    ['error_document', 'error'].some((key) => outcome && locateValue(outcome, [key]) !== undefined),
  );
}

/** The fields and headers that records name and no case that cites them reads, as `record: field`. */
export function unreadOf(suite: Suite): readonly string[] {
  const citations = citationsOf(suite);
  return suite.records.flatMap((record) => {
    const citing = citations.filter((one) => one.record.id === record.id);
    const readings = citing.map(({ step }) => readingOf(step, suite.configuration.errorDocuments));
    return citing.length === 0 ? [] : unreadFields(record, readings).map((name) => `${record.id}: ${name}`);
  });
}
