import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { CAME_OF, REFERRED_TO, type Revisit } from '#contract/places';
import { mayAnswer } from './place-scope.ts';
import type { RevisitRow } from './store/revisit-rows.ts';

/** A visit as this person is shown it. */
export function describeRevisit(jurisdiction: Jurisdiction, actor: Actor, visit: RevisitRow): Revisit {
  const { id, day, dueOn, state, tries, agencyId, centreId, answeredAt } = visit;
  return {
    ...{ id, day, dueOn, state, tries },
    who: agencyId === null ? 'centre' : centreId === null ? 'patrol' : 'both',
    cameOf: CAME_OF.filter((code) => visit.cameOf.includes(code)),
    referredTo: REFERRED_TO.find((code) => code === visit.referredTo) ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    isMine: mayAnswer(jurisdiction, actor, visit),
  };
}

/** What the subdistrict is called; empty where nobody knows its number any more. */
export function namesOf({ findTypedPlace }: Pick<Jurisdiction, 'findTypedPlace'>, subdistrictCode: string | null) {
  const found = subdistrictCode === null ? undefined : findTypedPlace(subdistrictCode);
  return { areaTh: found?.name.th ?? '', areaEn: found?.name.en ?? '' };
}
