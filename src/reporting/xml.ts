import { escapeAttribute, escapeText } from './markup.js';

/** An element of an XML document: it holds either text or further elements, which may be made as they are written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: string | Iterable<XmlElement>;
}

/** An element; without content it is empty. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  content: XmlElement['content'] = [],
): XmlElement {
  return { name, attributes, content };
}

/**
 * An XML 1.0 document in UTF-8, elements indented by two spaces, text as it is.
 * What XML cannot hold, such as most control characters, becomes U+FFFD (https://www.w3.org/TR/xml/#charsets).
 */
export function* writeXml(root: XmlElement): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  for (const line of linesOf(root, '')) {
    yield `${line}\n`;
  }
}

function* linesOf({ name, attributes, content }: XmlElement, indent: string): Generator<string> {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  const start = `${indent}<${name}${written.join('')}`;
  if (typeof content === 'string') {
    // A parser would read a bare carriage return as a line feed.
    yield `${start}>${escapeText(content).replaceAll('\r', '&#13;')}</${name}>`;
    return;
  }
  let isEmpty = true;
  for (const child of content) {
    if (isEmpty) {
      yield `${start}>`;
      isEmpty = false;
    }
    yield* linesOf(child, `${indent}  `);
  }
  yield isEmpty ? `${start}/>` : `${indent}</${name}>`;
}
