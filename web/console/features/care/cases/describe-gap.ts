import type { FormGap } from '#contract/case-form-gaps';
import { labelOf } from '#contract/case-form-lines';
import type { FormTexts } from '#contract/case-form-texts';
import type { RecordKind } from '#contract/case-forms';

/** What is missing, in words; a field that is just empty needs no more than its name. */
export function describeGap(
  texts: FormTexts,
  kind: RecordKind,
  { field, why }: FormGap,
  questions?: Readonly<Record<string, string>>,
): string {
  const label = labelOf(texts, kind, field, questions);
  return why === 'missing' ? label : `${label} (${texts.gaps[why]})`;
}
