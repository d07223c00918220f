import type { TFunction } from 'i18next';
import { TIMELINE_KINDS } from '#contract/incident';
import { UNMASK_REASONS } from '#contract/incident-sight';
import type { Part } from './looks.ts';

/** Acts that have words of their own here; those of an incident's timeline are said as the timeline says them. */
const NAMED = [
  'incident/look',
  'incident/look-at-attachment',
  'incident/look-at-conflicts',
  'incident/look-at-guests',
  'incident/unmask',
  'incident/conflict-marked',
  'incident/conflict-lifted',
  'incident/guest-invited',
  'incident/guest-ended',
  'oversight/look-at-looks',
  'incident/look-at-history',
  'patrol/look-at-units',
  'patrol/look-at-suggestions',
  'patrol/look-at-photos',
  'patrol/look-at-photo',
  'patrol/unit-sent',
  'patrol/unit-withdrawn',
  'dispatch/ask-call-back',
  'incident/open-exercise',
] as const;

/** What was seen or done, how often when more than once, and the reasons given: `เปิดดูเหตุ 2 ครั้ง (โทรหาผู้แจ้ง)`. */
export function partWords({ act, times, reasons }: Part, t: TFunction): string {
  const said = reasons.map((reason) => {
    const known = UNMASK_REASONS.find((code) => code === reason);
    return known ? t(`sight.reason.${known}`) : reason;
  });
  const often = times > 1 ? ` ${t('looks.times', { count: times })}` : '';
  return `${actWords(act, t)}${often}${said.length > 0 ? ` (${said.join(', ')})` : ''}`;
}

/** An act that this page does not know yet (a newer server) is shown by its code. */
function actWords(act: string, t: TFunction): string {
  const named = NAMED.find((known) => known === act);
  if (named) return t(`looks.act.${named}`);
  const kind = TIMELINE_KINDS.find((known) => `incident/${known}` === act);
  return kind ? t(`timeline.kind.${kind}`) : act;
}
