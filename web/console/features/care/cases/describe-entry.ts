import type { CaseTimelineEntry } from '#contract/case-api';
import type { FormTexts } from '#contract/case-form-texts';
import type { Language } from '../../../text/language.ts';

type Details = CaseTimelineEntry['details'];
/** Names of reasons by the kind of the entry; undefined for a code that is not known. */
type Say = {
  reason(kind: CaseTimelineEntry['kind'], code: string): string | undefined;
  to(name: string): string;
  household(what: string): string | undefined;
};

/** What an entry of the timeline is about, in words: which form, which need, to whom, why. */
export function describeEntry(
  { kind, details }: Pick<CaseTimelineEntry, 'kind' | 'details'>,
  texts: FormTexts,
  language: Language,
  say: Say,
): string {
  const named = (names: object, code: Details[string] | undefined) => (names as Record<string, string>)[String(code)];
  const to = (language === 'en' && details.toEn) || details.toTh;
  const reason = typeof details.reason === 'string' ? details.reason : undefined;
  // A supervisor writes why in words; every other reason is a code.
  const why = kind === 'transfer-forced' || kind === 'risk-changed' ? reason : reason && say.reason(kind, reason);
  return [
    named(texts.kinds, details.kind) ?? named(texts.domains, details.code),
    named(texts.risks, details.risk),
    typeof to === 'string' && say.to(to),
    kind === 'household-changed' && typeof details.what === 'string' && say.household(details.what),
    typeof details.worker === 'string' && details.worker,
    why,
  ]
    .filter(Boolean)
    .join(' · ');
}
