import { cannotInTour } from './cannot-tour.js';

const everybodyIsOwner = 'it verifies no signatures: everybody is the owner';
const oneUser = 'it knows one user only';
const noPolicies = 'it has no bucket policies';
const noAcls = 'it has no ACLs';
const noTags = 'it has no object tags';
const noVersions = 'it has no versions';
const noTrailers = 'it cannot read a body in chunks with the checksum after it, as current SDKs send streams';
const storesFraming = 'it stores the framing of a body in chunks as data';
const noConditions = 'it writes whatever If-None-Match says';

const policyCases = ['grants-one-user', 'condition-on-prefix', 'deny-wins'].map(
  (name) => `Bucket policies/policy-${name}`,
);
const publicPolicy = 'Public reading/policy-grants-everybody';
const publicAcl = 'Access control lists/acl-public-read';
const grantedAcl = 'Access control lists/acl-grant-to-one-user';

/** @type {Readonly<Record<string, import('./lib/judge-outcomes.js').Cannot>>} */
const cannotInOthers = {
  minio: {
    'access-control.yaml': {
      ...forEach(policyCases, 'its bucket policies grant to everybody or to nobody'),
      ...forEach([publicAcl, grantedAcl], noAcls),
    },
  },
  moto: {
    'access-control.yaml': forEach([...policyCases, publicPolicy, grantedAcl], everybodyIsOwner),
    'advanced-config.yaml': { Permissions: everybodyIsOwner },
    'parallel-load.yaml': { Contention: { sometimes: 'it answers 500 where many write one key' } },
  },
  versitygw: {
    'access-control.yaml': forEach([publicAcl, grantedAcl], 'it has ACLs of buckets only'),
  },
  'ceph-rgw': {
    'advanced-config.yaml': { 'Multipart upload': noTrailers },
    'large-files.yaml': forEach(['One request', 'In parts'], noTrailers),
  },
  s3proxy: {
    'access-control.yaml': {
      ...forEach([...policyCases, publicPolicy], noPolicies),
      [grantedAcl]: oneUser,
    },
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': noTrailers,
      Permissions: oneUser,
      Versioning: noVersions,
    },
    'large-files.yaml': forEach(['One request', 'In parts'], noTrailers),
    'parallel-load.yaml': { Contention: noConditions },
  },
  s3mock: {
    'access-control.yaml': forEach([...policyCases, publicPolicy, publicAcl, grantedAcl], everybodyIsOwner),
    'advanced-config.yaml': {
      Permissions: everybodyIsOwner,
      Versioning: 'the id of a delete marker is that of the version below it',
    },
    'parallel-load.yaml': { Contention: { sometimes: 'a race of conditional writes has several winners' } },
  },
  's3s-fs': {
    'access-control.yaml': {
      ...forEach([...policyCases, publicPolicy], noPolicies),
      ...forEach([publicAcl, grantedAcl], noAcls),
    },
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': { sometimes: 'it lists parts in the order of the file system' },
      Permissions: oneUser,
      Versioning: noVersions,
    },
    'basic-config.yaml': { Objects: 'it removes buckets that are not empty' },
    'parallel-load.yaml': { Contention: { sometimes: 'readers see mixtures where many write one key' } },
  },
  rclone: {
    'access-control.yaml': {
      ...forEach([...policyCases, publicPolicy], noPolicies),
      ...forEach([publicAcl, grantedAcl], noAcls),
    },
    'advanced-config.yaml': {
      'Multipart upload': 'the ETag of an object made of parts does not end with their number',
      Permissions: 'both users are the owner',
      Versioning: noVersions,
    },
  },
  gofakes3: {
    'access-control.yaml': forEach([...policyCases, publicPolicy, publicAcl, grantedAcl], everybodyIsOwner),
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': storesFraming,
      Permissions: everybodyIsOwner,
      Versioning: 'it lists versions in the order in which they were made',
    },
    'large-files.yaml': forEach(['One request', 'In parts'], storesFraming),
  },
  fauxqs: {
    clean: { 'after kill -9': { sometimes: 'it keeps versions that it does not list' } },
    'access-control.yaml': forEach([...policyCases, publicPolicy, publicAcl, grantedAcl], everybodyIsOwner),
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': 'it cannot list parts',
      Permissions: everybodyIsOwner,
      Versioning: noVersions,
    },
    'large-files.yaml': { 'One request': 'it takes no large bodies' },
    'parallel-load.yaml': { Contention: noConditions },
  },
  s3rver: {
    'access-control.yaml': forEach([...policyCases, publicPolicy, publicAcl, grantedAcl], everybodyIsOwner),
    'advanced-config.yaml': {
      'File upload': noTags,
      'Multipart upload': storesFraming,
      Permissions: oneUser,
      Versioning: noVersions,
    },
    'large-files.yaml': forEach(['One request', 'In parts'], storesFraming),
    'parallel-load.yaml': { Load: 'it fails to list more than one page', Contention: noConditions },
  },
};

/**
 * Parts of the examples that fail on a server for a reason of the server's: server, example, part, reason.
 * @type {Readonly<Record<string, import('./lib/judge-outcomes.js').Cannot>>}
 */
export const cannot = Object.fromEntries(
  Object.entries(cannotInOthers).map(([server, examples]) => [
    server,
    { ...examples, 'language-tour.yaml': cannotInTour[server] ?? {} },
  ]),
);

/**
 * @param {readonly string[]} parts
 * @param {string} reason
 * @returns {Record<string, string>}
 */
function forEach(parts, reason) {
  return Object.fromEntries(parts.map((part) => [part, reason]));
}
