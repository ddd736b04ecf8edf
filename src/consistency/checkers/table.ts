import type { CheckerName } from '../models/models.js';
import { checkNoPhantoms, checkWholeBodies } from './bodies.js';
import { checkLinearizable, checkOneWinner } from './linearizable.js';
import {
  type CheckListings,
  checkListedWasWritten,
  checkListingComplete,
  checkNoDoubles,
  checkNoGhosts,
} from './listings.js';
import { checkLostUpdates } from './lost-updates.js';
import {
  checkMonotonicReads,
  checkNoResurrection,
  checkReadAfterWrite,
  checkReadYourWrites,
} from './reads.js';
import type { CheckKey } from './verdicts.js';
import { checkVersionIds, checkVersionOrder } from './versions.js';

/** What a checker does with each key, and with the listings of each bucket. */
export interface Checker {
  readonly key?: CheckKey;
  readonly listings?: CheckListings;
}

/** Every checker by its name. */
export const checkers: Readonly<Record<CheckerName, Checker>> = {
  linearizable: { key: (history) => checkLinearizable(history) },
  'read-after-write': { key: checkReadAfterWrite },
  'one-winner': { key: (history) => checkOneWinner(history) },
  'lost-updates': { key: checkLostUpdates },
  'monotonic-reads': { key: checkMonotonicReads },
  'read-your-writes': { key: checkReadYourWrites },
  'no-resurrection': { key: checkNoResurrection },
  'listing-complete': { listings: checkListingComplete },
  'no-ghosts': { listings: checkNoGhosts },
  'no-doubles': { listings: checkNoDoubles },
  'version-order': { key: checkVersionIds, listings: checkVersionOrder },
  'whole-bodies': { key: checkWholeBodies },
  'no-phantoms': { key: checkNoPhantoms, listings: checkListedWasWritten },
};
