import { FolderError } from './make-folder.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'this is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EEXIST: 'it is there already',
  EIO: 'the disk has an error',
};

/**
 * Why the system refused a file or a folder, in words; the message of the error itself where it has no known code, or says
 * more than its code.
 */
export function describeFileError(error: unknown): string {
  if (error instanceof FolderError) {
    return error.message;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : reasons[code];
  return reason ?? message ?? String(error);
}

/** The same with the path that was refused, where the error names one. */
export function describeErrorOfPath(error: unknown): string {
  const { path } = error as NodeJS.ErrnoException;
  const isNamed = path === undefined || error instanceof FolderError;
  return `${isNamed ? '' : `${path}: `}${describeFileError(error)}`;
}
