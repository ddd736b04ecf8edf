import type { BucketPolicy } from '../policy/policy.js';
import type { XmlElement } from '../xml/element.js';
import type { Content } from './content.js';
import type { SortedMap } from './sorted-map.js';

/** Who owns a bucket or an object. */
export interface Owner {
  /** The canonical user id. */
  readonly id: string;
  readonly displayName: string;
}

/** What an ACL may grant. */
export type Permission = 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';

/** Whom an ACL grants to: a user by canonical id, or a group by URI. */
export type Grantee =
  | { readonly type: 'CanonicalUser'; readonly id: string; readonly displayName: string }
  | { readonly type: 'Group'; readonly uri: string };

/** One line of an ACL. */
export interface Grant {
  readonly grantee: Grantee;
  readonly permission: Permission;
}

/** A tag of a bucket or an object. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The algorithms of additional checksums. */
export type ChecksumAlgorithm =
  | 'CRC32'
  | 'CRC32C'
  | 'CRC64NVME'
  | 'SHA1'
  | 'SHA256'
  | 'MD5'
  | 'SHA512'
  | 'XXHASH64'
  | 'XXHASH3'
  | 'XXHASH128';

/** A checksum of an object, base64; a composite one ends in `-<number of parts>`. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** How an object is protected from deletion; `until` is in milliseconds since the epoch. */
export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: number;
}

/** How an object is encrypted. The customer's key itself is never kept. */
export type Encryption =
  | { readonly kind: 'AES256' }
  | {
      readonly kind: 'aws:kms' | 'aws:kms:dsse';
      readonly keyId: string;
      readonly bucketKey: boolean;
      readonly context?: string;
    }
  | { readonly kind: 'customer'; readonly keyMd5: string; readonly keyProof: string };

/** A part as an object made of parts remembers it. */
export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  readonly checksum?: Checksum;
}

/** One version of an object, or a delete marker (which has no content). Replaced, never changed. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` (the word) where versioning was not enabled when it was written. */
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** Without its quotes. */
  readonly etag: string;
  readonly size: number;
  readonly content?: Content;
  /** Content-Type, Cache-Control and the like, by lower-case name. */
  readonly systemHeaders: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass: string;
  readonly owner: Owner;
  readonly grants: readonly Grant[];
  readonly checksum?: Checksum;
  readonly parts?: readonly ObjectPart[];
  readonly retention?: Retention;
  readonly legalHold?: boolean;
  readonly encryption: Encryption;
  /** Until when an archived object can be read: milliseconds since the epoch. */
  readonly restoredUntil?: number;
  /** The upload that made it: completing that again gets the same response. */
  readonly uploadId?: string;
}

/** An uploaded part. */
export interface UploadedPart {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly content: Content;
  readonly checksum?: Checksum;
}

/** What an upload decides about the object that it will become. */
export type ObjectDraft = Pick<
  ObjectVersion,
  'systemHeaders' | 'metadata' | 'tags' | 'storageClass' | 'owner' | 'grants' | 'encryption'
> &
  Partial<Pick<ObjectVersion, 'retention' | 'legalHold'>>;

/** A multipart upload under way. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiated: number;
  readonly initiator: Owner;
  readonly draft: ObjectDraft;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: Checksum['type'] };
  readonly parts: Map<number, UploadedPart>;
  /** Whether its key was written or deleted since it began. */
  readonly isOvertaken?: boolean;
}

/** Who owns new objects, and whether ACLs count. */
export type ObjectOwnership = 'ObjectWriter' | 'BucketOwnerPreferred' | 'BucketOwnerEnforced';

/** From which size on objects move to another storage class where a rule names none. */
export type TransitionMinimum = 'all_storage_classes_128K' | 'varies_by_storage_class';

/** What may be set on a bucket, all in one place; replaced, never changed. */
export interface BucketSettings {
  readonly versioning?: 'Enabled' | 'Suspended';
  readonly objectLock: boolean;
  readonly grants: readonly Grant[];
  readonly policy?: BucketPolicy | undefined;
  readonly tags: readonly Tag[];
  readonly transitionMinimum?: TransitionMinimum;
  /** Configurations as documents, by subresource (and `?id` for those that come in numbers). */
  readonly documents: Readonly<Record<string, XmlElement>>;
}

/** A bucket with its objects: per key the versions, newest first, never empty. */
export interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  readonly owner: Owner;
  readonly region: string;
  readonly versions: SortedMap<readonly ObjectVersion[]>;
  readonly uploads: Map<string, Upload>;
  settings: BucketSettings;
}
