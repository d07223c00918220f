import type { TFunction } from 'i18next';
import { POSITION_ERRORS } from '#contract/citizen-report';
import type { TimelineEntry } from '#contract/incident';
import { CANCEL_REASONS } from '#contract/incident';
import { NO_HAND_OVER } from '#contract/incident-actions';
import { DISPOSITIONS } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { SAFETY_KINDS } from '#contract/safety';
import { QUESTION_IDS } from '#contract/silent-question';
import type { Language } from '../../../text/language.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { answerText } from '../silent/answer-text.ts';

/** The text of an entry and what completes it: who was notified, how many minutes, which unit, the reason given. */
export function timelineText(entry: TimelineEntry, t: TFunction, language: Language): { what: string; more: string } {
  const { details } = entry;
  const more: string[] = [];
  const agency = language === 'en' ? (details.agencyEn ?? details.agencyTh) : details.agencyTh;
  if (typeof agency === 'string') more.push(agency);
  if (typeof details.etaMinutes === 'number') more.push(t('timeline.within', { minutes: details.etaMinutes }));
  if (typeof details.unitName === 'string') more.push(details.unitName);
  if (details.passedOver === 'no-channel') more.push(t('timeline.noChannel'));
  if (details.byPosition === true) more.push(t('timeline.byPosition'));
  if (typeof details.happenedAt === 'string')
    more.push(t('timeline.happenedAt', { time: formatTime(details.happenedAt, language) }));
  if (typeof details.code === 'string') more.push(details.code);
  if (details.isOlder === true) more.push(t('timeline.isOlder'));
  if (details.silent === true) more.push(t('queue.silent'));
  if (details.canTakeCalls === false) more.push(t('fact.cannotTakeCalls'));
  const type = INCIDENT_TYPES.find((known) => known === (details.to ?? details.type));
  if (type) more.push(t(`type.${type}`));
  const question = QUESTION_IDS.find((known) => known === details.question);
  if (question) more.push(t(`ready.question.${question}`));
  const answer = answerText(details.answer, t);
  if (answer) more.push(answer);
  const safety = SAFETY_KINDS.find((known) => known === details.safety);
  if (safety) more.push(t(`safety.kind.${safety}`));
  const unsent = ([...NO_HAND_OVER, 'no-centre'] as const).find((known) => known === details.noHandOver);
  if (unsent) more.push(t(`care.reason.${unsent}`));
  const disposition = DISPOSITIONS.find((known) => known === details.disposition);
  if (disposition) more.push(t(`disposition.${disposition}`));
  const cancelReason = CANCEL_REASONS.find((known) => known === details.reason);
  const positionError = POSITION_ERRORS.find((known) => known === details.reason);
  const reopened = (['nobody-came', 'asked-for-help'] as const).find((known) => known === details.reason);
  if (reopened) more.push(t(`reopenReason.${reopened}`));
  else if (positionError) more.push(t(`timeline.positionError.${positionError}`));
  else if (cancelReason) more.push(t(`incident.cancelReason.${cancelReason}`));
  else if (typeof details.reason === 'string') more.push(`“${details.reason}”`);
  if (typeof details.placeDetail === 'string') more.push(`“${details.placeDetail}”`);
  if (typeof details.note === 'string') more.push(`“${details.note}”`);
  return { what: t(`timeline.kind.${entry.kind}`), more: more.join(' · ') };
}
