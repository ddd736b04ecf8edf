import { S3Error } from '../../ground/errors/s3-error.js';
import type { Grant, Grantee, Owner, Permission } from '../../ground/store/records.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';
import { childOf, parseDocument, textOf, type XmlNode } from '../../ground/xml/parse.js';
import type { Users } from '../auth/users.js';
import { ownerElement } from '../listing/entries.js';
import { emailGrantRefused, requireGroup, requireUser } from './acl-headers.js';

const permissions: readonly string[] = ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'];
const granteeTypes: readonly string[] = ['CanonicalUser', 'Group', 'AmazonCustomerByEmail'];
const maxGrants = 100;
const userArgument = 'CanonicalUser/ID';

/** The namespace of the attribute that says what a grantee is. */
export const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

/** Reads an AccessControlPolicy document; the owner that it names must be the present one. */
export function readAclDocument(source: string, owner: Owner, users: Users): readonly Grant[] {
  const root = parseDocument(source);
  const list = childOf(root, 'AccessControlList');
  const named = childOf(root, 'Owner');
  if (root.name !== 'AccessControlPolicy' || list === undefined || named === undefined) {
    throw new S3Error('MalformedACLError');
  }
  const id = textOf(named, 'ID') ?? '';
  requireUser(id, userArgument, users);
  if (id !== owner.id) {
    throw new S3Error('AccessDenied');
  }
  if (list.children.length > maxGrants) {
    throw new S3Error('MalformedACLError');
  }
  return list.children.map((grant) => readGrant(grant, users));
}

/** Writes an AccessControlPolicy document. */
export function aclDocument(owner: Owner, grants: readonly Grant[]): XmlElement {
  return document('AccessControlPolicy', [
    ownerElement(owner),
    element(
      'AccessControlList',
      grants.map(({ grantee, permission }) =>
        element('Grant', [granteeElement(grantee), element('Permission', permission)]),
      ),
    ),
  ]);
}

function readGrant(grant: XmlNode, users: Users): Grant {
  const permission = textOf(grant, 'Permission') ?? '';
  const grantee = childOf(grant, 'Grantee');
  if (grant.name !== 'Grant' || grantee === undefined || !permissions.includes(permission)) {
    throw new S3Error('MalformedACLError');
  }
  return { grantee: readGrantee(grantee, users), permission: permission as Permission };
}

function readGrantee(node: XmlNode, users: Users): Grantee {
  const type = node.attributes['xsi:type'];
  if (type !== undefined && !granteeTypes.includes(type)) {
    throw new S3Error('MalformedACLError');
  }
  const id = textOf(node, 'ID');
  const uri = textOf(node, 'URI');
  if (id !== undefined) {
    return requireUser(id, userArgument, users);
  }
  if (uri !== undefined) {
    return requireGroup(uri, 'Group/URI');
  }
  if (textOf(node, 'EmailAddress') !== undefined) {
    throw emailGrantRefused();
  }
  throw new S3Error('MalformedACLError');
}

function granteeElement(grantee: Grantee): XmlElement {
  const content = grantee.type === 'Group' ? element('URI', grantee.uri) : element('ID', grantee.id);
  return element('Grantee', [content], { 'xmlns:xsi': xsiNamespace, 'xsi:type': grantee.type });
}
