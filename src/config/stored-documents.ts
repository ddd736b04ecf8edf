import { createHash } from 'node:crypto';
import { type PackedNode, packNode, unpackNode } from './text/packed-node.js';
import type { ParsedDocument } from './text/parse-document.js';
import type { SourceFile } from './text/source-file.js';

/**
 * Documents that were parsed and checked before, and had nothing wrong with them. They are found by their text, so that one
 * that has changed is not found.
 */
export interface StoredDocuments {
  /** What parsing a file would give, where its text is stored. */
  find(file: SourceFile): ParsedDocument | undefined;
  /** Whether the text of a file is stored. */
  has(file: SourceFile): boolean;
}

/** What JSON holds of stored documents: their packed roots, by the SHA-256 of their texts. */
export type PackedDocuments = Readonly<Record<string, PackedNode>>;

/** Packs the roots of documents. */
export function packDocuments(documents: readonly ParsedDocument[]): PackedDocuments {
  return Object.fromEntries(
    documents.flatMap(({ root }) => (root ? [[hashText(root.at.file), packNode(root)]] : [])),
  );
}

/** The documents that were packed; each is unpacked when it is asked for. */
export function storedDocuments(packed: PackedDocuments): StoredDocuments {
  return {
    find(file) {
      const root = packed[hashText(file)];
      return root && { root: unpackNode(root, file), diagnostics: [] };
    },
    has: (file) => Object.hasOwn(packed, hashText(file)),
  };
}

/** Parses a file, or finds it among what is stored: the parser is loaded for what is not. */
export async function readDocument(
  file: SourceFile,
  stored?: StoredDocuments | undefined,
): Promise<ParsedDocument> {
  const found = stored?.find(file);
  if (found) {
    return found;
  }
  const { parseDocument } = await import('./text/parse-document.js');
  return parseDocument(file);
}

function hashText({ text }: SourceFile): string {
  return createHash('sha256').update(text).digest('hex');
}
