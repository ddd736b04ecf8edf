import type { BucketContext } from '../../domain/request/context.js';
import type { ErrorCode } from '../../ground/errors/s3-error.js';
import type { XmlElement } from '../../ground/xml/element.js';
import type { ElementShape } from '../../ground/xml/shape.js';

/** A configuration of a bucket that is checked and kept as a document. */
export interface BucketConfiguration {
  /** The subresource: `cors` of `?cors`. */
  readonly sub: string;
  /** The document's root element. */
  readonly root: string;
  readonly shape: ElementShape;
  /** The operations' names; one that is absent does not exist. */
  readonly operations: {
    readonly get?: string;
    readonly put?: string;
    readonly delete?: string;
    readonly list?: string;
  };
  /** The actions that policies name. */
  readonly actions: { readonly get: string; readonly put: string };
  /** What is sent for a bucket without one: an error, or this document. */
  readonly missing: ErrorCode | ((context: BucketContext) => XmlElement);
  /** Whether the request that puts it must carry a digest of its body. */
  readonly needsDigest?: boolean;
  /** The status of a successful put; 200 where nothing is said. */
  readonly putStatus?: number;
  /** Headers of what reads and puts it, by what the bucket has then. */
  readonly headers?: (context: BucketContext) => Readonly<Record<string, string>>;
  /** The status of a successful deletion. */
  readonly deleteStatus?: number;
  /** Further checks, and the document to keep, before it is kept; throws S3Error. */
  readonly accept?: (context: BucketContext, document: XmlElement) => XmlElement;
  /** Called when the document has been kept. */
  readonly applied?: (context: BucketContext, document: XmlElement) => void;
}
