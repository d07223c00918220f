import type { TFunction } from 'i18next';
import { TIMELINE_KINDS } from '#contract/incident';
import { UNMASK_REASONS } from '#contract/incident-visibility';
import type { Part } from './views.ts';

/** Actions with a text here; actions of an incident's timeline use the texts of the timeline. */
const NAMED = [
  'incident/view',
  'incident/view-attachment',
  'incident/view-conflicts',
  'incident/view-guests',
  'incident/view-findings',
  'incident/unmask',
  'incident/conflict-marked',
  'incident/conflict-lifted',
  'incident/guest-invited',
  'incident/guest-ended',
  'access-review/view-incident-views',
  'incident/view-history',
  'incident/export-position',
  'units/view-incident-units',
  'units/view-suggestions',
  'recognition/view-suggestions',
  'units/view-photos',
  'units/view-photo',
  'units/sent',
  'units/withdrawn',
  'control-room/ask-call-back',
  'care/early-notification-acknowledged',
  'incident/open-exercise',
  'insight/explain-missed-target',
] as const;

/** What was viewed or done, how often if repeated, and the given reasons: `เปิดดูเหตุ 2 ครั้ง (โทรหาผู้แจ้ง)`. */
export function describePart({ action, times, reasons }: Part, t: TFunction): string {
  const given = reasons.map((reason) => {
    const known = UNMASK_REASONS.find((code) => code === reason);
    return known ? t(`visibility.reason.${known}`) : reason;
  });
  const often = times > 1 ? ` ${t('views.times', { count: times })}` : '';
  return `${describeAction(action, t)}${often}${given.length > 0 ? ` (${given.join(', ')})` : ''}`;
}

/** An action unknown to this page (of a newer server) is shown by its code. */
function describeAction(action: string, t: TFunction): string {
  const named = NAMED.find((known) => known === action);
  if (named) return t(`views.action.${named}`);
  const kind = TIMELINE_KINDS.find((known) => `incident/${known}` === action);
  return kind ? t(`timeline.kind.${kind}`) : action;
}
