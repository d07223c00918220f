import type { CaseRecord } from '#contract/case-api';
import type { FormDraft, RecordKind } from '#contract/case-forms';
import type { Option } from '../../../ui/options.ts';

/** What other forms of the case give to choose from. */
export type Around = { goals: readonly Option[]; services: readonly Option[] };

/** The goals and services of the plan: of the one being written, else of the one that is signed. */
export function aroundOf(
  kind: RecordKind,
  body: CaseRecord['body'],
  records: readonly CaseRecord[],
  services: Readonly<Record<string, string>>,
  domains: Readonly<Record<string, string>>,
): Around {
  const plan = (kind === 'plan' ? body : records.find((one) => one.kind === 'plan' && one.signedAt !== null)?.body) as
    | FormDraft<'plan'>
    | undefined;
  return {
    goals:
      plan?.goals?.map(({ id, domain }, index) => ({
        value: id,
        label: `${index + 1} ${domain ? domains[domain] : ''}`,
      })) ?? [],
    services:
      plan?.services?.map(({ id, code, provider }) => ({
        value: id,
        label: [code && services[code], provider].filter(Boolean).join(' · '),
      })) ?? [],
  };
}
