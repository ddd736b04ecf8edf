/**
 * Cases that a server does not live through, leaves without a whole answer, or never lets be cleared away: without a
 * verdict there is no place in its baseline. Server, case, what becomes of it. They are left out of its run, which says so.
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export const breaks = {
  rclone: forEach(
    [
      'object/keys/length-1024-without-slash',
      'copy/conditional-target/if-none-match-star-race',
      'object/conditional-delete/race',
    ],
    'where a write fails with 500, its bucket counts as not empty for ever after, though nothing is in it',
  ),
  gofakes3: {
    ...forEach(
      [
        'versioning/delete-marker/removing-the-marker-restores-the-object',
        'versioning/delete-objects/versions-are-removed',
        'versioning/delete-objects/markers-are-removed',
        'versioning/enabled-bucket/deleting-the-current-version-restores-the-one-before',
      ],
      'it panics, and closes the connection, where a key is read whose newest version was removed',
    ),
  },
  s3rver: {
    'bucket/bucket-name/period-at-end':
      'it answers nobody any more: its regular expression for bucket names takes for ever on a period at the end',
    ...forEach(
      [
        'multipart/complete-multipart-upload/part-never-uploaded',
        'multipart/complete-multipart-upload/part-without-its-etag',
      ],
      'it ends where the file of a part that it is to join is not there',
    ),
    'object/range/empty-object': 'it announces one byte of an empty object, and closes the connection',
    'concurrency/atomicity/overwrite-during-a-download':
      'it writes into the file that is read, and breaks off the answer',
    ...forEach(
      ['length-1024', 'length-1024-without-slash', 'length-1025', 'length-in-bytes'].map(
        (name) => `object/keys/${name}`,
      ),
      'it ends where a key is too long for the name of a file',
    ),
  },
};

/**
 * @param {readonly string[]} ids
 * @param {string} reason
 * @returns {Record<string, string>}
 */
function forEach(ids, reason) {
  return Object.fromEntries(ids.map((id) => [id, reason]));
}
