import type { Actor } from '#capabilities/access';
import { isOpenCase } from '#contract/case';
import type { RecordSaved, SignRecord } from '#contract/case-api';
import type { CaseRisk } from '#contract/case-forms';
import { needsToOpen } from '#contract/case-need';
import { decideAssessment, decideDanger, isLostContact } from '#contract/case-risk';
import { isMinorOn } from '#contract/person-age';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { findPerson, updatePerson } from '../../people/store/person-rows.ts';
import { type Case, changeNotAllowed } from '../../record/case.ts';
import { recordCaseChange, recordCaseStep } from '../../record/commands/record-case-change.ts';
import { findDangerTool } from '../../record/danger-tools.ts';
import { findCaseForChange } from '../../record/store/case-rows.ts';
import {
  assertCanBeSigned,
  type FormRecord,
  lostToWhoSaved,
  readDraft,
  recordChanged,
  riskAfter,
  riskOf,
} from '../form-record.ts';
import { registerPerson } from '../register-person.ts';
import { findNewestRecord, findNewestSigned, listSigned, signRecordRow } from '../store/form-rows.ts';
import { insertNeeds, listNeeds } from '../store/need-rows.ts';
import { openForWriting } from './open-for-writing.ts';

/**
 * Signs the newest version of a form: it is whole, and from now on nobody changes it. What it says goes into the case
 * in the same transaction: the person, the risk, the needs. Invited people write in their sections; what follows for the
 * case is the owner's.
 */
export async function signRecord(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { version }: SignRecord,
  { seriesId = '' }: Readonly<Record<string, string>>,
): Promise<RecordSaved> {
  const { one, access } = await openForWriting(work, caseId, { lock: true });
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'record');
  const record = await findNewestRecord(work.tx, caseId, seriesId);
  if (!record) throw new AppError('case/record-not-found');
  const { id, kind, section } = record;
  if (access.sections !== null && !access.sections.includes(section)) throw new AppError('access/not-permitted');
  const now = context.clock.now();
  if (record.version !== version) throw recordChanged(record);
  assertCanBeSigned(record, {
    now,
    risk: one.risk ?? 'high',
    dangerTool: kind === 'danger' ? findDangerTool(readDraft('danger', record.body)) : undefined,
    serviceIds: kind === 'follow-up' ? await listServiceIds(work, caseId) : undefined,
    hasLostContact: kind === 'closure' ? await hasLostContact(work, caseId) : undefined,
  });
  const isSigned = await signRecordRow(work.tx, record, { at: now, byPersonId: actor.userId });
  if (!isSigned) throw new AppError('case/record-signed', { lostTo: lostToWhoSaved(caseId) });
  const details = { kind, version };
  const step = {
    kind: 'record-signed',
    by: actor,
    section,
    details,
    codes: { recordId: id, ...details },
    subjectId: id,
  } as const;
  const changed = access.sections === null ? await applyToPerson(context, work, one, record) : one;
  if (changed === one) await recordCaseStep(context, work, caseId, step);
  else await recordCaseChange(context, work, changed, step);
  if (access.sections === null) await applyToCase(context, work, actor, record);
  return { id, seriesId, version, savedAt: record.savedAt.toISOString() };
}

async function listServiceIds({ tx }: Work, caseId: string): Promise<string[]> {
  const plan = await findNewestSigned(tx, caseId, 'plan');
  return plan ? (readDraft('plan', plan.body).services ?? []).map(({ id }) => id) : [];
}

async function hasLostContact({ tx }: Work, caseId: string): Promise<boolean> {
  const visits = await listSigned(tx, caseId, 'follow-up');
  return isLostContact(visits.map(({ body }) => readDraft('follow-up', body)));
}

/** The person is from now on as a registration says. @returns the case, of a child where the person is under 18 */
async function applyToPerson({ clock }: CareContext, { tx }: Work, one: Case, record: FormRecord): Promise<Case> {
  if (record.kind !== 'registration') return one;
  const draft = readDraft('registration', record.body);
  const person = await findPerson(tx, one.personId);
  if (!person) throw new AppError('case/not-found');
  const now = clock.now();
  await updatePerson(tx, registerPerson(person, draft, now));
  const isMinor = draft.birth ? isMinorOn(draft.birth, thaiDayOf(now)) : one.isMinor;
  return isMinor === one.isMinor ? one : { ...one, isMinor };
}

async function applyToCase(context: CareContext, work: Work, actor: Actor, record: FormRecord): Promise<void> {
  const { kind, caseId, body } = record;
  if (kind === 'danger') await changeRisk(context, work, actor, caseId, kind, dangerLevelOf(body));
  if (kind === 'assessment') await assess(context, work, actor, record);
}

/** What a signed danger form says, by the tool it was filled in with. */
export function dangerLevelOf(body: Record<string, unknown>): CaseRisk | undefined {
  const draft = readDraft('danger', body);
  const tool = findDangerTool(draft);
  return tool && decideDanger(tool, draft.answers).level;
}

async function assess(context: CareContext, work: Work, actor: Actor, record: FormRecord): Promise<void> {
  const { id: recordId, caseId, body } = record;
  const draft = readDraft('assessment', body);
  const danger = await findNewestSigned(work.tx, caseId, 'danger');
  const result = decideAssessment(draft, danger && dangerLevelOf(danger.body));
  await changeRisk(context, work, actor, caseId, 'assessment', riskOf(result));
  const now = context.clock.now();
  const open = (await listNeeds(work.tx, caseId)).filter(({ outcome }) => outcome === null).map(({ code }) => code);
  const needs = needsToOpen(draft.domains, open).map((code) => ({
    ...{ id: newId(), caseId, code, recordId },
    ...{ openedAt: now, openedByPersonId: actor.userId },
  }));
  for (const { id: needId, code } of await insertNeeds(work.tx, needs)) {
    await recordCaseStep(context, work, caseId, {
      ...{ kind: 'need-opened', by: actor, section: 'assessment' },
      ...{ details: { code }, codes: { needId, code }, subjectId: needId },
    });
  }
}

async function changeRisk(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  kind: 'danger' | 'assessment',
  said: CaseRisk | undefined,
): Promise<void> {
  const one = await findCaseForChange(work.tx, caseId);
  const risk = one && said && riskAfter(one.risk, kind, said);
  if (!one || !risk || risk === one.risk) return;
  const details = { from: one.risk, to: risk };
  await recordCaseChange(context, work, { ...one, risk }, { kind: 'risk-changed', by: actor, details, codes: details });
}
