import type { Conversation, NotifiedStatus } from './conversation.ts';
import { formatTime, type Translate } from './translate.ts';

/** The status as text: not sent yet, not acknowledged, who comes and when, or that the ETA has passed. */
export function describeStatus({
  translate,
  conversation,
  now,
}: {
  translate: Translate;
  conversation: Conversation;
  now: Date;
}): {
  text: string;
  hasEnded: boolean;
} {
  const { report } = conversation;
  const notified = report?.lastNotified;
  if (!notified) return { text: translate('status.draft-no-place'), hasEnded: false };
  // The person who forced them to cancel may read this, so it must look cancelled.
  if (notified.duress && translate.isSilent) {
    return {
      text: [translate('opened.code', { code: notified.code }), translate('status.cancelled')].join('\n'),
      hasEnded: true,
    };
  }
  const lines = [translate('opened.code', { code: notified.code }), describeState(translate, notified, now)];
  const eta = notified.etaAt ? new Date(notified.etaAt) : undefined;
  const isOnWay = notified.status === 'acknowledged' || notified.status === 'en-route';
  const isLate = eta !== undefined && isOnWay && eta < now;
  if (eta && isOnWay) lines.push(translate(isLate ? 'status.eta-passed' : 'status.eta', { time: formatTime(eta) }));
  if (notified.status === 'waiting' || isLate) lines.push(translate('status.call-if-you-can'));
  return { text: lines.join('\n'), hasEnded: ['resolved', 'closed', 'cancelled'].includes(notified.status) };
}

function describeState(translate: Translate, { status, since }: NotifiedStatus, now: Date): string {
  if (status !== 'waiting') return translate(`status.${status}`);
  const minutes = Math.floor((now.getTime() - new Date(since).getTime()) / 60_000);
  return minutes < 1 ? translate('status.waiting-since-now') : translate('status.waiting', { minutes });
}
