import type { Checksum } from '../../ground/store/records.js';
import { element, type XmlElement } from '../../ground/xml/element.js';

/** The elements of a checksum in a response. */
export function checksumElements(checksum: Checksum | undefined): XmlElement[] {
  return checksum === undefined
    ? []
    : [element(`Checksum${checksum.algorithm}`, checksum.value), element('ChecksumType', checksum.type)];
}
