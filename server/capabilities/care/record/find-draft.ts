import { FORM_DRAFTS, type FormDraft, type RecordKind } from '#contract/case-forms';

/** A stored form; undefined for the body of an older one that cannot be read any more. */
export function findDraft<Kind extends RecordKind>(kind: Kind, body: unknown): FormDraft<Kind> | undefined {
  return FORM_DRAFTS[kind].safeParse(body).data as FormDraft<Kind> | undefined;
}
