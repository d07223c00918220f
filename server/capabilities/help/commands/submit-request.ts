import { agenciesWith, listStaff } from '#capabilities/access';
import { findCentre, findOfficeOver } from '#capabilities/jurisdiction';
import type { HelpChanged } from '#contract/help-api';
import { type HelpForm, readHelpForm } from '#contract/help-form';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { countGrants, isCeilingReached } from '../ceiling.ts';
import type { HelpContext } from '../context.ts';
import { assertOpenOnce, gapsOf, knownFrom } from '../draft.ts';
import { afterPause } from '../help-clock.ts';
import { findBenefit, fiscalYearOf } from '../help-rules.ts';
import { type HelpRequest, moveRequest } from '../request.ts';
import { listChecks } from '../store/check-rows.ts';
import { answerCorrections, findForm } from '../store/form-rows.ts';
import { type EarlierRow, listEarlier, listKnownAccounts, lockFamily } from '../store/request-rows.ts';
import { askNextCheck } from './ask-check.ts';
import { type Filer, loadOwnRequest } from './load-request.ts';
import { type HelpActor, recordHelpChange, toChanged } from './record-change.ts';

/**
 * Sends a draft, or a returned request once more. What the person had before in this fiscal year was shown while it was
 * written; where the ceiling is reached or the same is open already, it is not sent. For the service.
 * @throws AppError `help/draft-not-found`, `help/change-not-allowed`, `help/form-incomplete`, `help/already-open`,
 *   `help/ceiling-reached`, `help/earlier-request`
 */
export async function submitRequest(
  context: HelpContext,
  work: Work,
  { filer, by }: { filer: Filer; by: HelpActor },
  id: string,
  { sure }: { sure: boolean },
): Promise<HelpChanged> {
  const before = await loadOwnRequest(work, filer, id);
  const now = context.clock.now();
  const isCorrection = before.status === 'returned-for-correction';
  const moved = moveRequest(before, isCorrection ? 'correct' : 'submit', now);
  const stored = await findForm(work.tx, id);
  const { form, unreadable } = readHelpForm(stored?.form);
  const gaps = gapsOf(before, form, unreadable);
  if (gaps.length > 0)
    throw new AppError('help/form-incomplete', { params: { fields: gaps.map(({ field }) => field).join(', ') } });
  const known = { ...moved, ...knownFrom(form) };
  await lockFamily(work.tx, known.familyIds);
  const earlier = await listEarlier(work.tx, known);
  assertMayBeSent(known, earlier, now, sure || isCorrection);
  const barredIds = await listBarred(work, form);
  const placed = await withOwner(context, work, { ...known, barredIds, submittedAt: before.submittedAt ?? now }, form);
  if (isCorrection) return resubmit(context, work, { before, placed, by, now });
  const checked = await askNextCheck(context, work, placed);
  const details = { channel: before.channel, benefit: placed.benefit };
  const submitted = { kind: 'submitted', by, details, codes: { ...details, agencyId: placed.agencyId } } as const;
  return toChanged(
    await recordHelpChange(context, work, { before, changed: checked.request }, [submitted, ...checked.steps]),
  );
}

/** Corrected: it goes on where it was; the days with the person are not the office's. */
async function resubmit(
  context: HelpContext,
  work: Work,
  { before, placed, by, now }: { before: HelpRequest; placed: HelpRequest; by: HelpActor; now: Date },
): Promise<HelpChanged> {
  await answerCorrections(work.tx, before.id, now);
  const resumed = { ...placed, clockFrom: afterPause(before.clockFrom, before.statusSince, now) };
  // A check may have been passed over while it lay with the person.
  const isBeingChecked = (await listChecks(work.tx, [before.id])).some(({ result }) => result === null);
  const next =
    resumed.status === 'submitted' && !isBeingChecked
      ? await askNextCheck(context, work, resumed)
      : { request: resumed, steps: [] };
  const steps = [{ kind: 'corrected', by } as const, ...next.steps] as const;
  return toChanged(await recordHelpChange(context, work, { before, changed: next.request }, steps));
}

function assertMayBeSent(request: HelpRequest, earlier: readonly EarlierRow[], now: Date, sure: boolean): void {
  assertOpenOnce(request, earlier);
  const benefit = findBenefit(request.benefit);
  if (!benefit) return;
  const used = countGrants(benefit, earlier, thaiDayOf(now));
  if (isCeilingReached(benefit, used)) {
    const { th, en, timesPerYear } = benefit;
    throw new AppError('help/ceiling-reached', {
      params: { benefit: th, benefitEn: en, used, of: timesPerYear ?? used },
    });
  }
  const year = fiscalYearOf(thaiDayOf(now));
  const same = earlier.find(
    ({ samePerson, benefit: other, submittedAt }) =>
      samePerson && other === benefit.code && submittedAt && fiscalYearOf(thaiDayOf(submittedAt)) === year,
  );
  if (same && !sure) throw new AppError('help/earlier-request', { params: { code: same.code, used } });
}

/** Colleagues who belong to the family, by their own numbers: they neither check it nor learn of it. */
export async function listBarred(work: Work, form: HelpForm): Promise<string[]> {
  const ids = knownFrom(form).familyIds;
  const phones = form.person?.phone ? [form.person.phone] : [];
  return ids.length + phones.length === 0 ? [] : listKnownAccounts(work.tx, ids, phones);
}

/** The centre of the place; where nobody there can work on it, the office over it. Of a walk-in, where they came. */
async function withOwner(
  { jurisdiction, clock }: HelpContext,
  work: Work,
  request: HelpRequest,
  form: HelpForm,
): Promise<HelpRequest> {
  const { lat, lng } = form.place ?? {};
  if (lat === undefined || lng === undefined || !jurisdiction.isInThailand({ lat, lng }))
    throw new AppError('jurisdiction/outside-thailand');
  const place = jurisdiction.describePlace({ lat, lng });
  // Corrected later: whoever answers for it goes on.
  if (request.receivedAt) return { ...request, place };
  const isOwn = request.channel === 'walk-in' && jurisdiction.findAgency(request.agencyId)?.kind !== 'national-desk';
  const centreId = isOwn ? request.agencyId : findCentre(jurisdiction, { lat, lng })?.id;
  if (!centreId) throw new AppError('jurisdiction/agency-not-found');
  const staff = await listStaff(work.tx, { agencyIds: [centreId] }, clock.now());
  const canWork = staff.some((person) => agenciesWith(person, 'help:work').includes(centreId));
  const office = canWork ? undefined : findOfficeOver(jurisdiction, centreId);
  return { ...request, place, agencyId: office?.id ?? centreId };
}
