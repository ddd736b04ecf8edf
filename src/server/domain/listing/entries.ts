import { formatIso } from '../../ground/signing/times.js';
import type { ObjectVersion, Owner } from '../../ground/store/records.js';
import { element, optional, type XmlElement } from '../../ground/xml/element.js';
import type { KeyWriter } from './encoding.js';

/** How entries of a listing are written. */
export interface EntryForm {
  readonly writeKey: KeyWriter;
  /** Whether they say until when a restored object can be read. */
  readonly hasRestoreStatus: boolean;
}

/** The elements that objects and versions have in common in listings, in S3's order. */
export function entryFields(
  version: ObjectVersion,
  { writeKey, hasRestoreStatus }: EntryForm,
): (XmlElement | undefined)[] {
  return [
    element('Key', writeKey(version.key)),
    element('LastModified', formatIso(version.lastModified)),
    element('ETag', `"${version.etag}"`),
    ...(version.checksum === undefined
      ? []
      : [
          element('ChecksumAlgorithm', version.checksum.algorithm),
          element('ChecksumType', version.checksum.type),
        ]),
    element('Size', version.size),
    element('StorageClass', version.storageClass),
    hasRestoreStatus ? restoreStatus(version) : undefined,
  ];
}

function restoreStatus({ restoredUntil }: ObjectVersion): XmlElement | undefined {
  return restoredUntil === undefined
    ? undefined
    : element('RestoreStatus', [
        element('IsRestoreInProgress', false),
        element('RestoreExpiryDate', formatIso(restoredUntil)),
      ]);
}

/** An owner, as listings and ACLs show one: since 2025 by id alone. */
export function ownerElement({ id }: Owner): XmlElement {
  return element('Owner', [element('ID', id)]);
}

/** Who began an upload, with the name that S3 still gives here. */
export function initiatorElement({ id, displayName }: Owner): XmlElement {
  return element('Initiator', [element('ID', id), element('DisplayName', displayName)]);
}

/** The common prefixes of a page. */
export function commonPrefixes(
  stops: readonly { readonly kind: string; readonly prefix?: string }[],
  writeKey: KeyWriter,
): (XmlElement | undefined)[] {
  return stops.flatMap(({ kind, prefix }) =>
    kind === 'prefix' && prefix !== undefined
      ? [element('CommonPrefixes', [element('Prefix', writeKey(prefix))])]
      : [],
  );
}

/** An element with a key in it, or nothing. */
export function optionalKey(
  name: string,
  key: string | undefined,
  writeKey: KeyWriter,
): XmlElement | undefined {
  return optional(name, key === undefined ? undefined : writeKey(key));
}
