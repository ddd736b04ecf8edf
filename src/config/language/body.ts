import { type BodyForm, bodyForm } from '../../lib/body-form.js';
import { renamingCode } from '../../lib/fields/report.js';
import type { ValueType } from '../../lib/fields/value-type.js';
import type { BodySource } from '../../s3/types.js';

/** What reading a body needs: how one of any form is made; rejects with a sentence where it cannot be. */
export interface BodyContext {
  createBody(form: BodyForm): BodySource | Promise<BodySource>;
}

/** A body that is sent, in any of its forms. */
export const body: ValueType<BodySource, BodyContext> = {
  schema: {},
  check: (value, report) => bodyForm.check(value, renamingCode(report, 'wrong-type', 'bad-value')),
  read: (value, context) => context.createBody(bodyForm.read(value, {})),
};

/** The body that takes the place of another; null is an empty one. */
export const otherBody: ValueType<BodySource, BodyContext> = { ...body, isNullable: true };
