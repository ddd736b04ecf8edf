import { impossibleKey, impossibleKeyHint, isAccessKey } from '../../lib/access-key.js';
import { field, mapWith } from '../../lib/fields/fields.js';
import type { Report } from '../../lib/fields/report.js';
import { flag, text } from '../../lib/fields/scalar-types.js';
import { checked, mapped, type ValueType } from '../../lib/fields/value-type.js';
import { isRecord } from '../../lib/records.js';
import { unknownValue } from '../../lib/unknown-value.js';
import type { Credential } from '../../s3/types.js';

/** What reading a credential needs: that of a name; throws a sentence where nobody has it. */
export interface CredentialContext {
  findCredential(name: string): Credential;
}

const keys = {
  access_key: field(text, 'The access key id.'),
  secret_key: field(text, 'The secret access key.'),
  session_token: field(text, 'The session token of temporary credentials.'),
  anonymous: field(flag, 'true: send the request unsigned.'),
} as const;

const secretKeys: ReadonlySet<unknown> = new Set(['secret_key', 'session_token']);

/** Whether what stands under this key of a credential is a secret. */
export function isSecretKey(key: unknown): boolean {
  return secretKeys.has(key);
}

function checkWhole(value: unknown, report: Report): void {
  if (!isRecord(value) || value.anonymous === true || value.anonymous === unknownValue) {
    return;
  }
  // A misspelt key is reported by itself.
  const isMisspelt = Object.keys(value).some((key) => !Object.hasOwn(keys, key));
  for (const key of isMisspelt ? [] : ['access_key', 'secret_key']) {
    if (value[key] === undefined || value[key] === null) {
      report.add('missing-key', `${report.name} needs the key "${key}", or anonymous: true`);
    }
  }
  const accessKey = value.access_key;
  if (typeof accessKey === 'string' && accessKey !== '' && !isAccessKey(accessKey)) {
    report.at('access_key').add('bad-value', `access_key ${impossibleKey}`, { hint: impossibleKeyHint });
  }
}

/** A credential that is given in the step itself. */
const inline = mapped(
  checked(mapWith(keys), checkWhole),
  ({ accessKey = '', secretKey = '', sessionToken, anonymous }): Credential =>
    anonymous
      ? { kind: 'anonymous', name: 'inline' }
      : {
          kind: 'keys',
          name: 'inline',
          accessKey,
          secretKey,
          ...(sessionToken === undefined ? {} : { sessionToken }),
        },
);

/** A credential by name, or with its keys. */
export const credential: ValueType<Credential, CredentialContext> = {
  schema: { anyOf: [{ type: 'string' }, inline.schema] },
  check(value, report) {
    if (isRecord(value)) {
      inline.check(value, report);
      return;
    }
    text.check(value, report);
    if (typeof value === 'string') {
      report.mention('credential', value);
    }
  },
  read: (value, context) =>
    isRecord(value) ? inline.read(value, {}) : context.findCredential(String(value)),
};
