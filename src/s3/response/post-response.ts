import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
  ignoreAttributes: true,
  htmlEntities: true,
  parseTagValue: false,
  removeNSPrefix: true,
});

/** Reads the response to a browser upload with status 201: Location, Bucket, Key, ETag; empty where there is nothing. */
export function parsePostResponse(body: Uint8Array): Record<string, unknown> {
  const document = parser.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
  const response = document.PostResponse;
  return typeof response === 'object' && response !== null ? { ...response } : {};
}
