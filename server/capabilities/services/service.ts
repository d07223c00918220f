import type { Freshness, ServiceFacts } from '#contract/services';
import { addDays, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { DIRECTORY } from './directory-rules.ts';

/** A service as it is stored. */
export type StoredService = ServiceFacts & {
  id: string;
  version: number;
  freeAt: Date | null;
  checkedOn: ThaiDay | null;
  checkedBy: string | null;
  updatedByPersonId: string | null;
  updatedAt: Date;
};

/** Who writes, and when. */
export type Writer = { personId: string; name: string; now: Date; today: ThaiDay };

/** How long the last check is good for. */
export function freshnessOf(
  checkedOn: ThaiDay | null,
  today: ThaiDay,
): { freshness: Freshness; staleFrom: ThaiDay | null } {
  if (checkedOn === null) return { freshness: 'never', staleFrom: null };
  const staleFrom = addDays(checkedOn, DIRECTORY.staleAfterDays);
  if (today >= staleFrom) return { freshness: 'stale', staleFrom };
  return { freshness: today >= addDays(staleFrom, -DIRECTORY.warnBeforeDays) ? 'due' : 'fresh', staleFrom };
}

/** More free places than there are. */
export const isOverfull = ({ places, free }: Pick<ServiceFacts, 'places' | 'free'>): boolean =>
  places !== null && free !== null && free > places;

/** @throws AppError `services/count-unfit` */
function checkFacts(facts: Pick<ServiceFacts, 'places' | 'free'>): void {
  if (isOverfull(facts)) throw new AppError('services/count-unfit');
}

/** A new service as it will be stored. */
export function newService(id: string, facts: ServiceFacts, checkedToday: boolean, by: Writer): StoredService {
  checkFacts(facts);
  const checked = checkedToday ? { checkedOn: by.today, checkedBy: by.name } : { checkedOn: null, checkedBy: null };
  const freeAt = facts.free === null ? null : by.now;
  return { ...facts, id, version: 1, freeAt, ...checked, updatedByPersonId: by.personId, updatedAt: by.now };
}

/** The service with what was written; a count that stays is not counted anew, unless it was checked. */
export function changeFacts(
  known: StoredService,
  facts: ServiceFacts,
  checkedToday: boolean,
  by: Writer,
): StoredService {
  checkFacts(facts);
  const counted = facts.free !== known.free || checkedToday;
  return {
    ...known,
    ...facts,
    ...(checkedToday && { checkedOn: by.today, checkedBy: by.name }),
    freeAt: facts.free === null ? null : counted ? by.now : known.freeAt,
    ...{ version: known.version + 1, updatedByPersonId: by.personId, updatedAt: by.now },
  };
}
