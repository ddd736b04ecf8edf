import { checkSentBody } from '../../expectations/index.js';
import type { ValueType } from '../../lib/fields/value-type.js';
import type { BodySource } from '../../s3/types.js';
import { isFileReference } from '../paths.js';

/** What reading a body needs: how one of any form is made; rejects with a sentence where it cannot be. */
export interface BodyContext {
  createBody(form: unknown): Promise<BodySource>;
}

/** A body that is sent, in any of its forms. */
export const body: ValueType<BodySource, BodyContext> = {
  schema: {},
  check(value, report) {
    for (const { path, code, message, ...help } of checkSentBody(value)) {
      report.at(...path).add(code === 'unknown-key' ? code : 'bad-value', message, help);
    }
    if (typeof value === 'string' && isFileReference(value)) {
      report.mention('file', value);
    }
  },
  read: (value, context) => context.createBody(value),
};

/** The body that takes the place of another; null is an empty one. */
export const otherBody: ValueType<BodySource, BodyContext> = { ...body, isNullable: true };
