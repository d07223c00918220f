import type { TFunction } from 'i18next';
import type { EscalationTarget, PolicyFault, RecipientAgency } from '#contract/escalation';
import type { Language } from '../../text/language.ts';
import { formatAgency } from '../../ui/format-agency.ts';

export type EscalationText = TFunction<'escalation'>;

/** Faults of a draft on the page; a step without targets is never sent to the server. */
export type DraftFault = PolicyFault | 'nobody-chosen';

/** The agency's name, e.g. `ศูนย์ 191`; for the duty chief with the role before it. */
export function describeRecipientAgency(recipient: RecipientAgency, t: EscalationText, language: Language): string {
  const name = formatAgency(recipient, language);
  return recipient.target === 'duty-chief' ? `${t('target.duty-chief')} ${name}` : name;
}

export function describeTargets(targets: readonly EscalationTarget[], t: EscalationText): string {
  return targets.map((target) => t(`target.${target}`)).join(' · ');
}
