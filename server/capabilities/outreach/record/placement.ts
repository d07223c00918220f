import { hasPlace, type PlacementFacts, type PlacementKind, type PlacementStatus } from '#contract/outreach';
import type { LatLng } from '#contract/position';
import type { ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';

/** A placement as it is stored. */
export type StoredPlacement = {
  code: string;
  version: number;
  campaignId: string;
  agencyId: string;
  kind: PlacementKind;
  name: string;
  reference: string | null;
  position: LatLng | null;
  subdistrictCode: string | null;
  status: PlacementStatus;
  checkedOn: ThaiDay | null;
};

type Geography = {
  isInThailand(place: LatLng): boolean;
  describePlace(place: LatLng): { subdistrictCode: string };
};

/** The subdistrict of a placement. @throws AppError `outreach/place-missing`, `outreach/place-outside` */
export function locate({ kind, position }: Pick<PlacementFacts, 'kind' | 'position'>, geography: Geography) {
  if (!position) {
    if (hasPlace(kind)) throw new AppError('outreach/place-missing');
    return null;
  }
  if (!geography.isInThailand(position)) throw new AppError('outreach/place-outside');
  return geography.describePlace(position).subdistrictCode;
}

/** Somebody was there: it hangs, or it does not. What only hangs keeps the day of its last check. */
export function noteSeen(known: StoredPlacement, status: PlacementStatus, today: ThaiDay): StoredPlacement {
  const checkedOn = status === 'checked' ? today : known.checkedOn;
  return { ...known, version: known.version + 1, status, checkedOn };
}
