import type { Bucket, ObjectOwnership } from '../../ground/store/records.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';

/** Every rule of object ownership. */
export const ownerships: readonly ObjectOwnership[] = [
  'BucketOwnerPreferred',
  'ObjectWriter',
  'BucketOwnerEnforced',
];

/** Who owns a bucket's objects; S3-compatible servers' default is whoever writes them. */
export function readOwnership(bucket: Bucket): ObjectOwnership {
  const document = bucket.settings.documents.ownershipControls;
  if (document === undefined) {
    return 'ObjectWriter';
  }
  return (selectText(document, 'Rule', 'ObjectOwnership') as ObjectOwnership | undefined) ?? 'ObjectWriter';
}

/** The document that sets a bucket's ownership. */
export function ownershipDocument(ownership: string): XmlElement {
  return document('OwnershipControls', [element('Rule', [element('ObjectOwnership', ownership)])]);
}
