import { basename, join } from 'node:path';
import { type Content, FileContent, JoinedContent, MemoryContent } from './content.js';
import type { ObjectVersion, Upload, UploadedPart } from './records.js';
import { SealedContent } from './sealed-content.js';
import type { BucketDraft } from './store.js';

/** Content as a journal's line holds it: small bytes in base64, large ones by the name of their file. */
export type ContentRecord =
  | { readonly kind: 'memory'; readonly base64: string }
  | { readonly kind: 'file'; readonly file: string; readonly size: number }
  | { readonly kind: 'joined'; readonly parts: readonly ContentRecord[] }
  | { readonly kind: 'sealed'; readonly inner: ContentRecord; readonly iv: string };

/** A version, with its content as a record. */
export type VersionRecord = Omit<ObjectVersion, 'content'> & { readonly content?: ContentRecord };

/** A line of the journal: one change of the store. */
export type JournalRecord =
  | { readonly change: 'master-key'; readonly base64: string }
  | ({ readonly change: 'bucket' } & BucketDraft)
  | { readonly change: 'bucket-removed'; readonly name: string }
  | {
      readonly change: 'version-added' | 'version-replaced';
      readonly bucket: string;
      readonly version: VersionRecord;
    }
  | {
      readonly change: 'version-removed';
      readonly bucket: string;
      readonly key: string;
      readonly versionId: string;
    }
  | { readonly change: 'upload-added'; readonly bucket: string; readonly upload: Omit<Upload, 'parts'> }
  | {
      readonly change: 'part-added';
      readonly bucket: string;
      readonly uploadId: string;
      readonly part: Omit<UploadedPart, 'content'> & { readonly content: ContentRecord };
    }
  | { readonly change: 'upload-removed'; readonly bucket: string; readonly uploadId: string };

/** Writes content as a record. */
export function recordContent(content: Content): ContentRecord {
  if (content instanceof FileContent) {
    return { kind: 'file', file: basename(content.path), size: content.size };
  }
  if (content instanceof JoinedContent) {
    return { kind: 'joined', parts: content.parts.map(recordContent) };
  }
  if (content instanceof SealedContent) {
    return { kind: 'sealed', inner: recordContent(content.inner), iv: content.iv.toString('base64') };
  }
  return { kind: 'memory', base64: content.bytes?.toString('base64') ?? '' };
}

/** Makes content of records again; a file that several name is one content with several holders. */
export class ContentReader {
  readonly #folder: string;
  readonly #files = new Map<string, FileContent>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The names of the files that were read, whoever still holds them. */
  get files(): ReadonlyMap<string, FileContent> {
    return this.#files;
  }

  read(record: ContentRecord): Content {
    switch (record.kind) {
      case 'memory':
        return new MemoryContent(Buffer.from(record.base64, 'base64'));
      case 'joined':
        return new JoinedContent(record.parts.map((part) => this.read(part)));
      case 'sealed':
        return new SealedContent(this.read(record.inner), Buffer.from(record.iv, 'base64'));
      case 'file': {
        const known = this.#files.get(record.file);
        known?.retain();
        const content = known ?? new FileContent(join(this.#folder, record.file), record.size);
        this.#files.set(record.file, content);
        return content;
      }
    }
  }
}
