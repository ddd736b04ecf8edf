import type { HistoryOperation } from '../history/types.js';
import type { Answer } from './possible-answers.js';

/** A step of a scenario, or a part of one, as it stands in YAML. */
export type StepData = Readonly<Record<string, unknown>>;

/** How an operation is done again. */
export interface Replay {
  /** What has to be there before. */
  readonly before: readonly StepData[];
  readonly step: StepData;
}

const key = 'replay/${round}';

/** The steps that do an operation again; null for one that a scenario cannot do in the same way. */
export function replayStep(operation: HistoryOperation, answers: readonly Answer[] | null): Replay | null {
  const { op, value = 0, condition } = operation;
  const common = { name: `client ${operation.client} in the history`, ...expectedOf(op, answers) };
  const conditions = {
    ...(condition?.if_none_match === undefined ? {} : { if_none_match: '*' }),
    ...(condition?.if_match === undefined ? {} : { if_match: `\${etag_${condition.if_match_value}}` }),
  };
  const replay = (
    name: string,
    parameters: StepData,
    before: readonly StepData[] = [],
    save?: string,
  ): Replay => ({
    before,
    step: {
      operation: name,
      ...common,
      parameters,
      ...(save === undefined ? {} : { save: { [`etag_${value}`]: save } }),
    },
  });
  switch (op) {
    case 'put':
      return replay('PutObject', { key, body: bodyOf(value), ...conditions }, [], 'ETag');
    case 'copy':
      return replay(
        'CopyObject',
        { key, source_bucket: '${bucket}', source_key: `${key}/source-${value}` },
        [{ operation: 'PutObject', parameters: { key: `${key}/source-${value}`, body: bodyOf(value) } }],
        'CopyObjectResult.ETag',
      );
    case 'complete':
      return replay(
        'CompleteMultipartUpload',
        {
          key,
          upload_id: `\${upload_${value}}`,
          multipart_upload: { parts: [{ part_number: 1, etag: `\${part_${value}}` }] },
          ...conditions,
        },
        [
          {
            operation: 'CreateMultipartUpload',
            parameters: { key },
            save: { [`upload_${value}`]: 'UploadId' },
          },
          {
            operation: 'UploadPart',
            parameters: { key, upload_id: `\${upload_${value}}`, part_number: 1, body: bodyOf(value) },
            save: { [`part_${value}`]: 'ETag' },
          },
        ],
        'ETag',
      );
    case 'delete':
      return replay('DeleteObject', { key, ...conditions });
    case 'get':
      return replay('GetObject', { key });
    case 'head':
      return replay('HeadObject', { key });
    case 'list':
      return replay('ListObjectsV2', { prefix: key });
    default:
      return null;
  }
}

/** Large enough that a store writes it in several pieces. */
function bodyOf(value: number): StepData {
  return { size: '64KiB', seed: value };
}

function expectedOf(op: HistoryOperation['op'], answers: readonly Answer[] | null): StepData {
  const [first, ...others] = (answers ?? []).map((answer) => expectedAnswer(op, answer));
  if (!first) {
    return {};
  }
  return { expected_result: others.length === 0 ? first : { any_of: [first, ...others] } };
}

function expectedAnswer(op: HistoryOperation['op'], answer: Answer): StepData {
  if (answer === 'ok') {
    return { status_code: op === 'delete' ? [200, 204] : 200 };
  }
  if (answer === 'refused') {
    return { status_code: [409, 412] };
  }
  if (answer === 'not found') {
    return { status_code: [404, 409, 412] };
  }
  if (op === 'list') {
    return { status_code: 200, response: { KeyCount: answer.found === null ? 0 : 1 } };
  }
  if (answer.found === null) {
    return { status_code: 404 };
  }
  return op === 'get' ? { status_code: 200, body: bodyOf(answer.found) } : { status_code: 200 };
}
