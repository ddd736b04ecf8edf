import type { Grant, Owner } from '../../ground/store/records.js';

/** Everyone, signed or not. */
export const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** Everyone who signs. */
export const authenticatedUsers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';

/** Who writes access logs. */
export const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/** Who owns what anonymous callers write. */
export const anonymous: Owner = { id: '65a011a29cdf8ec533ec3d1ccaae921c', displayName: 'anonymous' };

/** Whether an ACL gives something to everyone, or to everyone who signs. */
export function isPublicAcl(grants: readonly Grant[]): boolean {
  return grants.some(
    ({ grantee }) =>
      grantee.type === 'Group' && (grantee.uri === allUsers || grantee.uri === authenticatedUsers),
  );
}
