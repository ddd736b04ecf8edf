import type { Tag } from '../store/records.js';
import { document, element, type XmlElement } from '../xml/element.js';

/** Writes a Tagging document. */
export function tagDocument(tags: readonly Tag[]): XmlElement {
  return document('Tagging', [
    element(
      'TagSet',
      tags.map(({ key, value }) => element('Tag', [element('Key', key), element('Value', value)])),
    ),
  ]);
}
