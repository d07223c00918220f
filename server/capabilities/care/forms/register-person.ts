import type { FormDraft } from '#contract/case-forms';
import { isWritten } from '#contract/text';
import { normalizeIdNumber } from '#contract/thai-id';
import type { CarePersonRow } from '../people/person.ts';

/** The person as a signed registration describes them. */
export function registerPerson(person: CarePersonRow, draft: FormDraft<'registration'>, now: Date): CarePersonRow {
  const { birth } = draft;
  const written = (text: string | undefined): string | null => (text !== undefined && isWritten(text) ? text : null);
  const number = written(draft.idNumber);
  return {
    ...person,
    version: person.version + 1,
    name: written(draft.name),
    alias: written(draft.alias),
    idNumber: number === null ? null : normalizeIdNumber(number),
    noIdReason: draft.noIdReason ?? null,
    birthDate: birth?.kind === 'exact' ? birth.date : null,
    birthYear: birth?.kind === 'estimated' ? birth.year : null,
    sex: draft.sex ?? null,
    nationality: draft.nationality ?? null,
    language: draft.language ?? null,
    disabilities: draft.disabilities ?? [],
    pregnant: draft.pregnant ?? null,
    schoolStatus: draft.schoolStatus ?? null,
    caregiver: draft.caregiver ?? null,
    guardian: draft.guardian ?? null,
    childFlags: draft.childFlags ?? [],
    safeContact: draft.safeContact ?? null,
    basis: draft.basis ?? null,
    updatedAt: now,
  };
}
