import { errors } from './error-codes.js';

/** A code of the S3 error list that this server may send. */
export type ErrorCode = keyof typeof errors;

/** What an error document holds besides the code: a message other than the usual one, further elements, headers. */
export interface ErrorDetails {
  readonly message?: string;
  readonly status?: number;
  /** Further elements of the document, in order. */
  readonly fields?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, thrown anywhere while a request is served, and sent as S3's error document. */
export class S3Error extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const [status, message] = errors[code];
    super(details.message ?? message);
    this.name = 'S3Error';
    this.code = code;
    this.status = details.status ?? status;
    this.fields = details.fields ?? {};
    this.headers = details.headers ?? {};
  }
}

/** An InvalidArgument that names the argument and, where S3 tells it, its value. */
export function invalidArgument(message: string, name: string, value?: string): S3Error {
  return new S3Error('InvalidArgument', {
    message,
    fields: value === undefined ? { ArgumentName: name } : { ArgumentName: name, ArgumentValue: value },
  });
}

/** A NoSuchKey that names the key. */
export function noSuchKey(key: string): S3Error {
  return new S3Error('NoSuchKey', { fields: { Key: key } });
}
