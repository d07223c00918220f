import type { Conversation, Told } from './conversation.ts';
import { sayTime, type Words } from './say.ts';

/** The truth at any time: nobody knows yet, nobody has answered, who comes and when, or that a promise was broken. */
export function sayStatus({ words, conversation, now }: { words: Words; conversation: Conversation; now: Date }): {
  text: string;
  hasEnded: boolean;
} {
  const { report } = conversation;
  const told = report?.told;
  if (!told) return { text: words('status.draft-no-place'), hasEnded: false };
  // Whoever made them cancel reads along: it looks cancelled, and nothing below it says otherwise.
  if (told.duress && words.isHushed) {
    return { text: [words('opened.code', { code: told.code }), words('status.cancelled')].join('\n'), hasEnded: true };
  }
  const lines = [words('opened.code', { code: told.code }), sayState(words, told, now)];
  const eta = told.etaAt ? new Date(told.etaAt) : undefined;
  const isOnWay = told.status === 'acknowledged' || told.status === 'en-route';
  const isLate = eta !== undefined && isOnWay && eta < now;
  if (eta && isOnWay) lines.push(words(isLate ? 'status.eta-passed' : 'status.eta', { time: sayTime(eta) }));
  if (told.status === 'waiting' || isLate) lines.push(words('status.call-if-you-can'));
  return { text: lines.join('\n'), hasEnded: ['resolved', 'closed', 'cancelled'].includes(told.status) };
}

function sayState(words: Words, { status, since }: Told, now: Date): string {
  if (status !== 'waiting') return words(`status.${status}`);
  const minutes = Math.floor((now.getTime() - new Date(since).getTime()) / 60_000);
  return minutes < 1 ? words('status.waiting-since-now') : words('status.waiting', { minutes });
}
