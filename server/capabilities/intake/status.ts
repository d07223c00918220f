import type { Conversation, NotifiedStatus } from './conversation.ts';
import { formatTime, type Translate } from './translate.ts';

/** The truth at any time: nobody knows yet, nobody has answered, who comes and when, or that a promise was broken. */
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
  const told = report?.lastNotified;
  if (!told) return { text: translate('status.draft-no-place'), hasEnded: false };
  // Whoever made them cancel reads along: it looks cancelled, and nothing below it says otherwise.
  if (told.duress && translate.isSilent) {
    return {
      text: [translate('opened.code', { code: told.code }), translate('status.cancelled')].join('\n'),
      hasEnded: true,
    };
  }
  const lines = [translate('opened.code', { code: told.code }), sayState(translate, told, now)];
  const eta = told.etaAt ? new Date(told.etaAt) : undefined;
  const isOnWay = told.status === 'acknowledged' || told.status === 'en-route';
  const isLate = eta !== undefined && isOnWay && eta < now;
  if (eta && isOnWay) lines.push(translate(isLate ? 'status.eta-passed' : 'status.eta', { time: formatTime(eta) }));
  if (told.status === 'waiting' || isLate) lines.push(translate('status.call-if-you-can'));
  return { text: lines.join('\n'), hasEnded: ['resolved', 'closed', 'cancelled'].includes(told.status) };
}

function sayState(translate: Translate, { status, since }: NotifiedStatus, now: Date): string {
  if (status !== 'waiting') return translate(`status.${status}`);
  const minutes = Math.floor((now.getTime() - new Date(since).getTime()) / 60_000);
  return minutes < 1 ? translate('status.waiting-since-now') : translate('status.waiting', { minutes });
}
