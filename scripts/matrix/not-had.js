/**
 * Servers that cannot be had from the registries of npm, PyPI, crates.io, Go modules, Maven Central and Debian, and what was
 * tried.
 * @type {readonly { readonly name: string, readonly why: string }[]}
 */
export const notHad = [
  {
    name: 'Zenko CloudServer',
    why: 'The npm package `@zenko/cloudserver` 8.0.0-beta needs six packages that are in no registry, only in git repositories.',
  },
  {
    name: 'RustFS',
    why: 'The crate `rustfs` 1.0.1 needs Rust 1.98.1, and 1.95 is at hand; 0.0.2, the newest that fits, is a placeholder without a server.',
  },
  {
    name: 'Apache Ozone',
    why: 'Maven Central answers "not found" for `org.apache.ozone:ozone-s3gateway` 1.3.0, 1.4.1, 2.0.0 and 2.1.0.',
  },
];
