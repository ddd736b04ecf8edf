/** What an element holds: text, or further elements (absent ones are left out). */
export type XmlContent = string | number | boolean | readonly (XmlElement | undefined)[];

/** An element to be written; attributes are written as they are given. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: XmlContent;
}

/** S3's XML namespace. */
export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Makes an element. */
export function element(
  name: string,
  content: XmlContent,
  attributes?: Readonly<Record<string, string>>,
): XmlElement {
  return attributes === undefined ? { name, content } : { name, content, attributes };
}

/** Makes an element, or nothing where there is no content. */
export function optional(name: string, content: XmlContent | undefined): XmlElement | undefined {
  return content === undefined ? undefined : { name, content };
}

/** Makes the root element of a response, in S3's namespace. */
export function document(name: string, content: XmlContent): XmlElement {
  return { name, content, attributes: { xmlns: s3Namespace } };
}
