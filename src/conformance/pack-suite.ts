import {
  checkConfiguration,
  type Diagnostic,
  hasErrors,
  type Reader,
  type SourceFile,
} from '../config/index.js';
import { type PackedDocuments, packDocuments } from '../config/stored-documents.js';
import { type ParsedDocument, parseDocument } from '../config/text/parse-document.js';
import { loadSuite, type Suite } from './suite.js';

/** What a text takes from outside, so that it does not settle alone whether it is right: variables, and files. */
const fromOutside = /\$\{[A-Z][A-Z0-9_]*\b|\bfile:\/\//;

/**
 * Packs those files of a suite that have nothing wrong with them, whatever a run has of credentials, facts and variables:
 * they need be neither parsed nor checked again. Of a suite that cannot be loaded nothing is packed.
 */
export async function packSuite(folder: string, reader: Reader): Promise<PackedDocuments> {
  const documents = new Map<SourceFile, ParsedDocument>();
  const keep = (file: SourceFile): ParsedDocument => {
    const document = parseDocument(file);
    documents.set(file, document);
    return document;
  };
  const { suite } = await loadSuite(folder, reader, {}, { stored: { find: keep, has: () => false } });
  if (!suite) {
    return {};
  }
  for (const group of suite.configuration.groups) {
    if (hasErrors(await checkGroup(group, suite, reader))) {
      documents.delete(group.file);
    }
  }
  return packDocuments(
    [...documents]
      .filter(([{ text }, { diagnostics }]) => diagnostics.length === 0 && !fromOutside.test(text))
      .map(([, document]) => document),
  );
}

/** Checks a group by itself, with no credential but its own. */
function checkGroup(
  group: Suite['configuration']['groups'][number],
  { configuration }: Suite,
  reader: Reader,
): Promise<Diagnostic[]> {
  const { credential = '' } = group;
  return checkConfiguration(
    { ...configuration, groups: [group] },
    {
      environment: {},
      credentials: [{ name: credential }],
      defaultCredential: credential,
      strict: true,
      reader,
    },
  );
}
