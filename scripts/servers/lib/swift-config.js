import { userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * The configuration of a Swift of one node without copies, whose proxy speaks S3, as files of its folder: a daemon keeps accounts,
 * one containers and one objects. S3's ACLs are on, so that users of one account are different owners.
 * @param {object} where
 * @param {string} where.folder holds these files, the rings, and the data in `devices/d1`
 * @param {number} where.proxyPort
 * @param {Readonly<Record<string, number>>} where.ports of the daemons, by name
 * @param {import('./types.js').Users} where.users
 * @returns {Readonly<Record<string, string>>} the text of each file by its name
 */
export function formatSwiftConfig({ folder, proxyPort, ports, users }) {
  const shared = {
    bind_ip: '127.0.0.1',
    workers: 0,
    user: userInfo().username,
    swift_dir: folder,
    devices: join(folder, 'devices'),
    mount_check: 'false',
    log_level: 'ERROR',
  };
  const daemons = Object.entries(ports).map(([name, port]) => [
    `${name}-server.conf`,
    formatIni({
      DEFAULT: { ...shared, bind_port: port },
      'pipeline:main': { pipeline: `${name}-server` },
      [`app:${name}-server`]: { use: `egg:swift#${name}` },
    }),
  ]);
  const filters = [
    'catch_errors',
    'gatekeeper',
    'listing_formats',
    'bulk',
    's3api',
    'tempauth',
    'copy',
    'slo',
    'dlo',
  ];
  const versions = ['versioned_writes', 'symlink'];
  const proxy = formatIni({
    DEFAULT: { ...shared, bind_port: proxyPort },
    'pipeline:main': { pipeline: [...filters, ...versions, 'proxy-server'].join(' ') },
    'app:proxy-server': { use: 'egg:swift#proxy', account_autocreate: 'true' },
    ...Object.fromEntries(
      [...filters, ...versions].map((name) => [
        `filter:${name}`,
        { use: `egg:swift#${name}`, ...settings(users)[name] },
      ]),
    ),
  });
  return {
    'swift.conf': formatIni({
      'swift-hash': { swift_hash_path_suffix: 's3tester', swift_hash_path_prefix: 's3tester' },
      'storage-policy:0': { name: 'one', default: 'yes' },
    }),
    'proxy-server.conf': proxy,
    ...Object.fromEntries(daemons),
  };
}

/**
 * @param {import('./types.js').Users} users
 * @returns {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
function settings({ main, alt }) {
  return {
    s3api: {
      location: 'us-east-1',
      s3_acl: 'true',
      storage_domain: 'localhost',
      max_upload_part_num: '10000',
    },
    // The name of a user, account and all, is its access key; both are administrators of an account of their own.
    tempauth: { user_s3tester_main: `${main.secretKey} .admin`, user_other_alt: `${alt.secretKey} .admin` },
    versioned_writes: { allow_object_versioning: 'true' },
  };
}

/**
 * @param {Readonly<Record<string, Readonly<Record<string, string | number>>>>} sections
 * @returns {string}
 */
function formatIni(sections) {
  return Object.entries(sections)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}\n`);
      return `[${name}]\n${lines.join('')}`;
    })
    .join('\n');
}
