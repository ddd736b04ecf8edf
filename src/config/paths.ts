import type { PlatformPath } from 'node:path';
import { decodePercent } from '../lib/decode-percent.js';

const scheme = 'file://';

/** True for the `file://…` form in which a configuration names files. */
export function isFileReference(text: string): boolean {
  return text.startsWith(scheme);
}

/**
 * The path that `file://…` or a bare path stands for: relative ones are relative to the folder of the
 * file that names them; `file:///C:/x` is a drive on Windows. A `file://…` is a URL: it may name `localhost`, and what is
 * percent-encoded in it is decoded. Blanks and the like may also stand as they are, and so may a percent sign that
 * begins no code.
 */
export function resolveReference(reference: string, namedIn: string, path: PlatformPath): string {
  let target = isFileReference(reference) ? pathOfUrl(reference.slice(scheme.length)) : reference;
  if (path.sep === '\\' && /^\/[A-Za-z]:[\\/]/.test(target)) {
    target = target.slice(1);
  }
  if (path.isAbsolute(target)) {
    return path.normalize(target);
  }
  return path.join(path.dirname(namedIn), target);
}

function pathOfUrl(text: string): string {
  return decodePercent(text.replace(/^localhost(?=\/)/i, ''));
}

/** Parts a pattern at its first wildcard: a folder as the system names it, and a glob, which knows no backslashes. */
export function splitPattern(pattern: string, path: PlatformPath): { folder: string; rest: string } {
  const { root } = path.parse(pattern);
  const parts = path.normalize(pattern.slice(root.length)).split(path.sep);
  const wild = parts.findIndex((part) => /[*?[{]/.test(part));
  return { folder: path.join(root, ...parts.slice(0, wild)), rest: parts.slice(wild).join('/') };
}
