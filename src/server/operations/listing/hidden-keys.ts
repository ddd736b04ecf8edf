import type { ActiveFaults } from '../../domain/faults/active-faults.js';
import { type Page, takePage } from '../../domain/listing/page.js';
import type { Listing } from '../../domain/listing/read-listing.js';
import type { Stop } from '../../domain/listing/walk.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { nullVersion } from '../../ground/store/versions.js';

type Versions = readonly ObjectVersion[];

/** Says of a key's versions, newest first, whether a listing of objects shows the key: not where it was deleted last. */
export function objectFilter(
  faults: ActiveFaults,
  { prefix, delimiter }: Listing,
): (versions: Versions, key: string) => boolean {
  const countsMarkers = faults.has('delete-markers-fill-pages');
  const keepsPrefixes = faults.has('deleted-keys-keep-prefixes');
  const keepsOld = faults.has('old-null-version-listed');
  return ([newest, former], key) =>
    newest?.isDeleteMarker === false ||
    countsMarkers ||
    (keepsPrefixes && delimiter !== '' && key.slice(prefix.length).includes(delimiter)) ||
    (keepsOld && former?.versionId === nullVersion);
}

/** Takes a page of the keys that a listing shows. */
export function takeObjectPage(
  stops: Iterator<Stop<Versions>>,
  limit: number,
  faults: ActiveFaults,
): Page<Stop<Versions>> {
  const page = takePage(stops, limit);
  if (!faults.has('delete-markers-fill-pages')) {
    return page;
  }
  const shown = page.stops.filter((stop) => stop.kind === 'prefix' || !stop.value[0]?.isDeleteMarker);
  return { stops: shown, isTruncated: page.isTruncated && shown.length === page.stops.length };
}
