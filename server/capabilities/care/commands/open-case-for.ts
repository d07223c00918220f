import { type Actor, agenciesWith } from '#capabilities/access';
import { findCentre } from '#capabilities/jurisdiction';
import type { CaseOpened, OpenCase } from '#contract/case-api';
import type { Birth } from '#contract/case-forms';
import { isMinorOn } from '#contract/person-age';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../context.ts';
import { readDraft } from '../forms/form-record.ts';
import { registerPerson } from '../forms/register-person.ts';
import { toNewPerson } from '../people/person.ts';
import { openCase } from '../record/case.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { insertOpenedCases } from '../store/opening-rows.ts';
import { chooseOwner, recordPassing } from './choose-owner.ts';

/**
 * Opens a case for somebody who calls 1300, walks in, or asked for help and needs more than that. Whoever walked in is cared for where they came; a call goes to the
 * centre of the place.
 * @throws AppError `jurisdiction/outside-thailand`, `case/record-unreadable`
 */
export async function openCaseFor(
  context: CareContext,
  work: Work,
  actor: Actor,
  { source, isMinor, place, registration, risk }: Omit<OpenCase, 'source'> & { source: OpenCase['source'] | 'request' },
): Promise<CaseOpened> {
  const { jurisdiction, clock } = context;
  if (!jurisdiction.isInThailand(place)) throw new AppError('jurisdiction/outside-thailand');
  const now = clock.now();
  const draft = readDraft('registration', registration ?? {});
  const own = source === 'walk-in' ? ownCentreOf(context, actor) : undefined;
  const centre = own ?? findCentre(jurisdiction, place)?.id;
  if (!centre) throw new AppError('jurisdiction/agency-not-found');
  const owner = await chooseOwner(context, work, centre);
  const { agencyId } = owner;
  const blank = toNewPerson({ id: newId(), createdByPersonId: actor.userId, createdAt: now });
  const person = { ...registerPerson(blank, draft, now), version: 1 };
  const one = openCase(
    {
      ...{ id: newId(), personId: person.id, concern: 'person', source, silent: false, agencyId },
      isMinor: isMinor || isMinorBy(draft.birth, now),
      place: jurisdiction.describePlace(place),
      risk: risk ?? null,
      openedByPersonId: actor.userId,
    },
    now,
  );
  await insertOpenedCases(work.tx, [person], [one]);
  const codes = { agencyId, source };
  const step = { kind: 'registered', by: actor, details: { source }, codes, opened: one } as const;
  await recordCaseStep(context, work, one.id, step);
  await recordPassing(context, work, one, { by: actor, ...owner });
  const { nameTh, nameEn } = jurisdiction.getAgency(agencyId);
  return { id: one.id, agency: { id: agencyId, nameTh, nameEn }, version: one.version };
}

/** Where they serve people who walk in. */
function ownCentreOf({ jurisdiction }: CareContext, actor: Actor): string | undefined {
  const serving = agenciesWith(actor, 'case:work').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  const own = serving.find(({ kind }) => kind === 'tambon-centre' || kind === 'provincial-social-office');
  return own?.id;
}

function isMinorBy(birth: Birth | undefined, now: Date): boolean {
  return birth !== undefined && isMinorOn(birth, thaiDayOf(now));
}
