import type { Tag } from '../../ground/store/records.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';

/** Writes a Tagging document. */
export function tagDocument(tags: readonly Tag[]): XmlElement {
  return document('Tagging', [
    element(
      'TagSet',
      tags.map(({ key, value }) => element('Tag', [element('Key', key), element('Value', value)])),
    ),
  ]);
}
