import { findOperation } from '../../operations/index.js';
import type { RecordingLine } from '../recording/schema.js';
import type { Exchange } from './exchange.js';

const ofSignature = new Set([
  'AccessDenied',
  'AuthorizationHeaderMalformed',
  'AuthorizationQueryParametersError',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidToken',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Why a line cannot be replayed whatever was before it; undefined where it can. */
export function whyLeftOut(line: RecordingLine, exchange: Exchange | undefined): string | undefined {
  if (line.operation === null) {
    return 'it is no operation of the API';
  }
  if (exchange === undefined) {
    return `it got no whole response${line.failure === undefined ? '' : `: ${line.failure}`}`;
  }
  const { status, code } = exchange;
  if (status >= 500 || status === 429) {
    return `the server failed (${status}${code === undefined ? '' : ` ${code}`}), and what it would have answered is not known`;
  }
  if (status >= 300 && status < 400 && status !== 304) {
    return `the server sent it elsewhere (${status}), which depends on the server`;
  }
  if (isAboutSignature(exchange)) {
    return `the response (${status}${code === undefined ? '' : ` ${code}`}) depends on who signs, and all is signed by one credential here`;
  }
  return whyNoBody(exchange);
}

function isAboutSignature({ status, code, line }: Exchange): boolean {
  const isSigned =
    line.headers.some(([name]) => name === 'authorization') ||
    line.query.some(([name]) => /^(x-amz-signature|signature)$/i.test(name));
  const isRefused = code === undefined ? status === 403 || status === 401 : ofSignature.has(code);
  return isSigned && isRefused;
}

function whyNoBody({ operation, line }: Exchange): string | undefined {
  if (operation === 'PostObject') {
    return 'the form of a browser holds a policy that was signed';
  }
  const { text, length } = line.body;
  if (length === 0 || findOperation(operation)?.hasStreamingInput) {
    return undefined;
  }
  if (text === undefined) {
    return `its document (${length} bytes) was not recorded`;
  }
  return /\*\*\*|\bACCOUNT\b/.test(text)
    ? 'its document names an account or holds a secret, which the recording masks'
    : undefined;
}
