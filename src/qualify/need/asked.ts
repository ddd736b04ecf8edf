import { isIP } from 'node:net';
import type { Need, NeededOperation } from '../../record/index.js';

/** What a program asked of a server, by questions. */
export interface Asked {
  readonly need: Need;
  /** Whether any of these operations was called. */
  calls(...operations: readonly string[]): boolean;
  /** Whether one of these operations was given a parameter of this name. */
  gives(operations: readonly string[], parameter: string): boolean;
  /** Whether one of these operations was given a value of a parameter other than an empty one. */
  givesValue(operations: readonly string[], parameter: string): boolean;
  /** Whether one of these operations was answered with one of these codes, or a status. */
  met(operations: readonly string[], ...errors: readonly string[]): boolean;
  /** Whether one of these operations was sent in a form. */
  sent(operations: readonly string[], isForm: (forms: NeededOperation['forms']) => boolean): boolean;
  /** Whether any operation was signed like this. */
  signed(mode: NeededOperation['forms']['sign'][number]): boolean;
  /** Whether an operation that was sent in a form was carried out. */
  worked(isForm: (forms: NeededOperation['forms']) => boolean): boolean;
  /** Whether buckets stood in the host name, and can stand there at the endpoint that is asked. */
  namesHosts(): boolean;
}

/** Answers questions about a need, at an endpoint: a URL, or the word `embedded`. */
export function askedOf(need: Need, endpointUrl: string): Asked {
  const all = (operations: readonly string[]): readonly NeededOperation[] =>
    operations.flatMap((name) => need.operations[name] ?? []);
  const sent = Object.values(need.operations);
  return {
    need,
    calls: (...operations) => all(operations).length > 0,
    gives: (operations, parameter) =>
      all(operations).some(({ parameters }) => parameters.includes(parameter)),
    givesValue: (operations, parameter) =>
      all(operations).some(({ parameters, values = {} }) => {
        const given = values[parameter];
        return parameters.includes(parameter) && (given === undefined || given.some((value) => value !== ''));
      }),
    met: (operations, ...errors) =>
      all(operations).some((one) =>
        errors.some((error) => one.errors.includes(error) || error in one.statuses),
      ),
    sent: (operations, isForm) => all(operations).some(({ forms }) => isForm(forms)),
    signed: (mode) => sent.some(({ forms }) => forms.sign.includes(mode)),
    worked: (isForm) => sent.some(({ forms, statuses }) => isForm(forms) && hasSuccess(statuses)),
    namesHosts: () =>
      sent.some(({ forms }) => forms.addressing.includes('virtual-host')) && hasNamesBelow(endpointUrl),
  };
}

/** Whether there can be names below that of an endpoint: an address has none, and those of localhost lead nowhere on many systems. */
function hasNamesBelow(endpointUrl: string): boolean {
  if (!URL.canParse(endpointUrl)) {
    return false;
  }
  const host = new URL(endpointUrl).hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 && host !== 'localhost';
}

function hasSuccess(statuses: NeededOperation['statuses']): boolean {
  return Object.keys(statuses).some((status) => /^[123]/.test(status));
}

/** Whether a program works with versions other than the only one of each object. */
export function knowsVersions(asked: Asked): boolean {
  return (
    asked.calls('PutBucketVersioning') ||
    asked.gives(['GetObject', 'HeadObject', 'DeleteObject'], 'VersionId')
  );
}
