import type { OperationSchema } from '../model/sdk-model.js';

/** How far into a document its root is looked for, in bytes. */
const prologBytes = 64 * 1024;

const declarationOrComment = /\s*(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->)/y;
const start = /\s*<(!doctype\s+)?(?:[\w.-]+:)?([\w.-]+)/iy;

/**
 * Throws where the body of a successful response is not the document of its operation: a page of HTML, or XML with
 * another root. The SDK's deserializer takes any root, so that a foreign document would pass for one that holds nothing.
 */
export function checkRoot({ name, documentRoot }: OperationSchema, body: Uint8Array): void {
  const root = findRoot(body);
  if (root?.name.toLowerCase() === 'html') {
    throw new Error('the body is an HTML page');
  }
  if (root?.isDocumentType) {
    throw new Error('the body has a document type declaration');
  }
  if (documentRoot === undefined) {
    return;
  }
  if (root === null && body.length > prologBytes) {
    throw new Error(`the body has no root element within its first ${prologBytes} bytes`);
  }
  if (root !== null && plainName(root.name) !== plainName(documentRoot)) {
    throw new Error(`the root element of the body is ${root.name}, that of ${name} is ${documentRoot}`);
  }
}

/**
 * The documentation itself calls one document the output, the result and the response of its operation, and the
 * listings of configurations with and without their bucket. gofakes3 calls that of versions as that of objects is called:
 * whoever refused it could not remove what is in a bucket there. MinIO begins that of attributes in lower case, which no
 * client minds.
 */
function plainName(name: string): string {
  return name
    .replace(/(Output|Result|Response)$/, '')
    .replace(/^ListBucketVersions$/, 'ListVersions')
    .replace(/^List(?:Bucket)?(\w+Configuration)s?$/, 'List$1')
    .toLowerCase();
}

interface RootElement {
  /** Without its namespace prefix; of a document type declaration the name in it. */
  readonly name: string;
  readonly isDocumentType: boolean;
}

/** The root element behind an XML declaration and comments; null where the text begins otherwise. */
function findRoot(body: Uint8Array): RootElement | null {
  const text = new TextDecoder().decode(body.subarray(0, prologBytes));
  let end = 0;
  declarationOrComment.lastIndex = 0;
  while (declarationOrComment.test(text)) {
    end = declarationOrComment.lastIndex;
  }
  start.lastIndex = end;
  const found = start.exec(text);
  return found === null ? null : { name: found[2] ?? '', isDocumentType: found[1] !== undefined };
}
