import type { Grant, Permission } from '../../ground/store/records.js';
import type { User } from '../auth/users.js';
import { allUsers, authenticatedUsers } from './groups.js';

/** The permission of a bucket's ACL that an action needs. */
export const bucketRights: Readonly<Record<string, Permission>> = {
  's3:ListBucket': 'READ',
  's3:ListBucketVersions': 'READ',
  's3:ListBucketMultipartUploads': 'READ',
  's3:PutObject': 'WRITE',
  's3:DeleteObject': 'WRITE',
  's3:GetBucketAcl': 'READ_ACP',
  's3:PutBucketAcl': 'WRITE_ACP',
};

/** The permission of an object's ACL that an action needs; only these actions are the object owner's to give. */
export const objectRights: Readonly<Record<string, Permission>> = {
  's3:GetObject': 'READ',
  's3:GetObjectVersion': 'READ',
  's3:GetObjectAcl': 'READ_ACP',
  's3:GetObjectVersionAcl': 'READ_ACP',
  's3:PutObjectAcl': 'WRITE_ACP',
  's3:PutObjectVersionAcl': 'WRITE_ACP',
};

/** Whether an ACL gives a caller a permission; `ignoresGroups` leaves grants to everyone out. */
export function isGranted(
  grants: readonly Grant[],
  user: User | undefined,
  permission: Permission,
  ignoresGroups: boolean,
): boolean {
  return grants.some(
    (grant) =>
      (grant.permission === permission || grant.permission === 'FULL_CONTROL') &&
      (grant.grantee.type === 'CanonicalUser'
        ? grant.grantee.id === user?.canonicalId
        : !ignoresGroups && isMember(grant.grantee.uri, user)),
  );
}

function isMember(group: string, user: User | undefined): boolean {
  return group === allUsers || (group === authenticatedUsers && user !== undefined);
}
