import { element, writeXml } from '../../reporting/xml.js';

/** A request that the proxy itself does not pass on, in the words of S3. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** The code of the error document. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The error document of a refusal. */
export function refusalDocument({ code, message }: Refusal): string {
  const content = [element('Code', {}, code), element('Message', {}, message)];
  return [...writeXml(element('Error', {}, content))].join('');
}
