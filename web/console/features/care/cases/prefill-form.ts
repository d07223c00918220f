import type { CarePerson, CaseDetail, CaseRecord } from '#contract/case-api';
import { ASSESSMENT_TOOL, type RecordKind, registrationDraftSchema } from '#contract/case-forms';
import type { DangerTool } from '#contract/case-risk';

/**
 * What a new form begins with: a registration with all that is known of the person, so that nothing is typed again; a note
 * of somebody invited in a section of theirs.
 */
export function prefillForm(
  kind: RecordKind,
  {
    tool,
    person,
    sections = null,
  }: { tool: DangerTool | undefined; person: CarePerson | null; sections?: CaseDetail['sections'] },
): CaseRecord['body'] {
  if (kind === 'note' && sections?.[0]) return { section: sections[0] };
  if (kind === 'danger') return { tool: tool?.tool ?? '', toolVersion: tool?.toolVersion ?? '', answers: {} };
  if (kind === 'assessment') return { ...ASSESSMENT_TOOL, domains: {} };
  return kind === 'registration' && person ? registrationOf(person) : {};
}

function registrationOf(person: CarePerson): CaseRecord['body'] {
  const { birthDate, birthYear, disabilities, childFlags } = person;
  const birth = birthDate
    ? { kind: 'exact', date: birthDate }
    : birthYear
      ? { kind: 'estimated', year: birthYear }
      : null;
  const some = (codes: readonly string[]) => (codes.length > 0 ? codes : null);
  const known: Record<string, unknown> = {
    ...{ ...person, birth },
    ...{ disabilities: some(disabilities), childFlags: some(childFlags) },
  };
  const fields = Object.entries(registrationDraftSchema.shape).flatMap(([key, schema]) => {
    // A code of an older list is asked again.
    const read = schema.safeParse(known[key] ?? undefined);
    return read.success && read.data !== undefined ? [[key, read.data]] : [];
  });
  return Object.fromEntries(fields);
}
