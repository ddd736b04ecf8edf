import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import type { Grant, Grantee, Owner, Permission } from '../../ground/store/records.js';
import type { Users } from '../auth/users.js';
import { allUsers, authenticatedUsers, logDelivery } from './groups.js';

/** Who is concerned by an ACL: for objects, the bucket's owner too. */
export interface AclOwners {
  readonly owner: Owner;
  readonly bucketOwner?: Owner;
}

type Canned = (owners: AclOwners) => readonly Grant[];

const cannedAcls: Readonly<Record<string, Canned>> = {
  private: () => [],
  'public-read': () => [toGroup(allUsers, 'READ')],
  'public-read-write': () => [toGroup(allUsers, 'READ'), toGroup(allUsers, 'WRITE')],
  'authenticated-read': () => [toGroup(authenticatedUsers, 'READ')],
  'aws-exec-read': () => [],
  'log-delivery-write': () => [toGroup(logDelivery, 'WRITE'), toGroup(logDelivery, 'READ_ACP')],
  'bucket-owner-read': (owners) => toBucketOwner(owners, 'READ'),
  'bucket-owner-full-control': (owners) => toBucketOwner(owners, 'FULL_CONTROL'),
};

const grantHeaders: Readonly<Record<string, Permission>> = {
  'x-amz-grant-full-control': 'FULL_CONTROL',
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
};

const knownGroups = new Set([allUsers, authenticatedUsers, logDelivery]);

/** The ACL of what its owner keeps to itself. */
export function privateAcl(owner: Owner): readonly Grant[] {
  return [{ grantee: userGrantee(owner), permission: 'FULL_CONTROL' }];
}

/** Reads the ACL that headers ask for, canned or as grants; undefined where they ask for none. */
export function readAclHeaders(
  headers: Headers,
  owners: AclOwners,
  users: Users,
): readonly Grant[] | undefined {
  const canned = headers['x-amz-acl'];
  const grants = Object.entries(grantHeaders).flatMap(([name, permission]) =>
    readGrantees(name, headers[name], users).map((grantee) => ({ grantee, permission })),
  );
  if (canned === undefined) {
    return grants.length === 0 ? undefined : grants;
  }
  if (grants.length > 0) {
    throw new S3Error('InvalidRequest', {
      message: 'Specifying both Canned ACLs and Header Grants is not allowed',
    });
  }
  const make = Object.hasOwn(cannedAcls, canned) ? cannedAcls[canned] : undefined;
  if (make === undefined) {
    throw invalidArgument('', 'x-amz-acl', canned);
  }
  return [...privateAcl(owners.owner), ...make(owners)];
}

/** Checks that a user is there to be granted to; `argument` is where the request names it. */
export function requireUser(id: string, argument: string, users: Users): Grantee {
  const user = users.byCanonicalId(id);
  if (user === undefined) {
    throw invalidArgument('Invalid id', argument, id);
  }
  return userGrantee(user.owner);
}

/** Checks that a group is one that S3 knows; `argument` is where the request names it. */
export function requireGroup(uri: string, argument: string): Grantee {
  if (!knownGroups.has(uri)) {
    throw invalidArgument('Invalid group uri', argument, uri);
  }
  return { type: 'Group', uri };
}

/** How a grant to an e-mail address is refused: S3 takes none since October 2025. */
export function emailGrantRefused(): S3Error {
  return new S3Error('MethodNotAllowed', { message: 'Grants to e-mail addresses are no longer supported.' });
}

function readGrantees(name: string, header: string | undefined, users: Users): readonly Grantee[] {
  if (header === undefined) {
    return [];
  }
  return header.split(',').map((item) => {
    const [, kind = '', value = ''] = /^\s*(\w+)\s*=\s*"?([^"]*)"?\s*$/.exec(item) ?? [];
    switch (kind) {
      case 'id':
        return requireUser(value, kind, users);
      case 'uri':
      case 'url':
        return requireGroup(value, 'uri');
      case 'emailAddress':
        throw emailGrantRefused();
      default:
        throw invalidArgument('Argument format not recognized', name, item.trim());
    }
  });
}

function toBucketOwner({ owner, bucketOwner }: AclOwners, permission: Permission): readonly Grant[] {
  if (bucketOwner === undefined || bucketOwner.id === owner.id) {
    return [];
  }
  return [{ grantee: userGrantee(bucketOwner), permission }];
}

function toGroup(uri: string, permission: Permission): Grant {
  return { grantee: { type: 'Group', uri }, permission };
}

function userGrantee({ id, displayName }: Owner): Grantee {
  return { type: 'CanonicalUser', id, displayName };
}
