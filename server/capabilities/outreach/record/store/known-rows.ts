import type { Database } from '#platform/database/database';
import type { Reading } from '../known-placements.ts';
import { type KnownPlacementRow, listKnownAfter, listKnownSince, measureKnown, readMark } from './placement-rows.ts';

const known = ({ code, kind, name, lat, lng, status }: KnownPlacementRow) => ({
  ...{ code, kind, name, isRemoved: status === 'removed' },
  position: lat === null || lng === null ? null : { lat, lng },
});

/** Reads of what a process keeps in memory. */
export function readingOf(db: Database): Reading {
  return {
    readMark: () => readMark(db),
    measure: () => measureKnown(db),
    listAfter: async (code, limit) => (await listKnownAfter(db, code, limit)).map(known),
    listSince: async (mark, limit) => (await listKnownSince(db, mark, limit)).map(known),
  };
}
