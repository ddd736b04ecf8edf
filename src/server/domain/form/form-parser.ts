import { S3Error } from '../../ground/errors/s3-error.js';

/** What a parser of multipart/form-data calls as it reads. */
export interface FormEvents {
  field(name: string, value: string): void;
  /** The file begins, where the form names it by its name; what follows it is ignored. */
  file(fileName: string | undefined): void;
  fileData(chunk: Buffer): void;
}

const headersEnd = Buffer.from('\r\n\r\n');
const maxFieldsBytes = 20 * 1024;

/** Reads a multipart/form-data body (RFC 7578) piece by piece; memory is bounded by the fields before the file. */
export class FormParser {
  readonly #delimiter: Buffer;
  readonly #events: FormEvents;
  #buffer: Buffer;
  #state: 'preamble' | 'headers' | 'field' | 'file' | 'done' = 'preamble';
  #name = '';
  #fieldsBytes = 0;

  constructor(boundary: string, events: FormEvents) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
    this.#events = events;
    // The first boundary has no line before it.
    this.#buffer = Buffer.from('\r\n');
  }

  get isDone(): boolean {
    return this.#state === 'done';
  }

  write(chunk: Buffer): void {
    if (this.#state === 'done') {
      return;
    }
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    while (this.#step()) {
      // Each step takes one boundary, one part's headers, or as much data as is sure.
    }
    if (this.#state !== 'file' && this.#fieldsBytes + this.#buffer.length > maxFieldsBytes + 64 * 1024) {
      throw new S3Error('MaxPostPreDataLengthExceeded');
    }
  }

  #step(): boolean {
    if (this.#state === 'done') {
      return false;
    }
    if (this.#state === 'headers') {
      return this.#readHeaders();
    }
    const end = this.#buffer.indexOf(this.#delimiter);
    if (end < 0) {
      return this.#passData();
    }
    // Two more bytes distinguish the next part from the end.
    const after = end + this.#delimiter.length;
    if (this.#buffer.length < after + 2) {
      return this.#passData();
    }
    this.#endPart(this.#buffer.subarray(0, end));
    const isLast = this.#buffer.toString('latin1', after, after + 2) === '--';
    this.#buffer = this.#buffer.subarray(after);
    this.#state = isLast || this.#state === 'file' ? 'done' : 'headers';
    return true;
  }

  #endPart(data: Buffer): void {
    if (this.#state === 'file') {
      this.#events.fileData(data);
    }
    if (this.#state !== 'field') {
      return;
    }
    this.#fieldsBytes += data.length;
    if (this.#fieldsBytes > maxFieldsBytes) {
      throw new S3Error('MaxPostPreDataLengthExceeded');
    }
    this.#events.field(this.#name, data.toString('utf8'));
  }

  // A delimiter may be cut by the end of the piece: its length is held back.
  #passData(): boolean {
    const sure = this.#buffer.length - this.#delimiter.length - 2;
    if (this.#state === 'file' && sure > 0) {
      this.#events.fileData(this.#buffer.subarray(0, sure));
      this.#buffer = this.#buffer.subarray(sure);
    }
    return false;
  }

  #readHeaders(): boolean {
    const end = this.#buffer.indexOf(headersEnd);
    if (end < 0) {
      return false;
    }
    const headers = this.#buffer.toString('utf8', 0, end);
    this.#buffer = this.#buffer.subarray(end + headersEnd.length);
    const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
    const name = /[;\s]name="?([^";]*)"?/i.exec(disposition)?.[1];
    if (name === undefined) {
      throw new S3Error('MalformedPOSTRequest');
    }
    const fileName = /[;\s]filename="?([^";]*)"?/i.exec(disposition)?.[1];
    this.#name = name;
    if (name.toLowerCase() === 'file') {
      this.#state = 'file';
      this.#events.file(fileName);
    } else {
      this.#state = 'field';
    }
    return true;
  }
}
