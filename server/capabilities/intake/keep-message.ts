import { joinPlaceDetails } from '#contract/place-detail';
import {
  type ConversationReport,
  type Decision,
  type Fact,
  isDraft,
  isHeard,
  isInTouch,
  type Prompt,
  type ReporterEvent,
  type ReporterMessage,
} from './conversation.ts';
import { askPhone, askWhatIsMissing, type Circumstances, openDraft, withReport } from './draft.ts';

/**
 * What a reporter wrote or sent goes to the officer, whatever else it was understood to mean, so that nobody in danger
 * has to repeat it. `isAll`: it meant nothing else, so this is what we answer.
 */
export function keepMessage(
  decision: Decision,
  message: ReporterMessage,
  isAll: boolean,
  circumstances: Circumstances,
): Decision {
  const { conversation, facts, prompts } = decision;
  const { report } = conversation;
  const kept: Fact = { kind: 'message-kept', message };
  if (isDraft(report)) {
    if (!isAll) return { ...decision, facts: [...facts, kept] };
    return askWhatIsMissing(conversation, [kept], { type: 'ask-type-again', place: 'ask-place-again' });
  }
  if (isInTouch(report) || report?.lastNotified?.status === 'resolved') {
    const received = messageReceived(report.id, message, circumstances);
    if (!isAll) return { conversation, facts: [...facts, received], prompts };
    const confirmation = passedOn(report.lastNotified?.status);
    // If they wrote something else instead of the type, they are not asked for it again.
    if (conversation.question === 'type') return askPhone(conversation, [...facts, received], confirmation);
    return { conversation, facts: [...facts, received], prompts: [confirmation] };
  }
  if (isHeard(report, circumstances.at)) {
    const received = messageReceived(report.id, message, circumstances);
    return { conversation, facts: [...facts, received], prompts: isAll ? [{ key: 'answer-noted' }] : prompts };
  }
  if (!isAll) return decision;
  // A voice message, photo or video may be all that somebody can send, so it begins a report.
  if (['audio', 'video', 'image'].includes(message.kind)) {
    const draft = openDraft(conversation, circumstances);
    const prompts = { type: 'ask-type-again', place: 'ask-place-again' } as const;
    return askWhatIsMissing(draft.conversation, [...draft.facts, kept], prompts);
  }
  return { conversation, facts: [], prompts: [{ key: report ? 'ended-hint' : 'idle-hint' }] };
}

/** Text about the place is stored with the place: a house number must not be lost in the chat. */
export function keepPlaceText(decision: Decision, placeText: string): Decision {
  const { conversation, facts } = decision;
  const { report } = conversation;
  if (!isDraft(report) && !isInTouch(report)) return decision;
  const detail = joinPlaceDetails(placeText, report?.placeDetail);
  if (detail === (report?.placeDetail ?? null)) return decision;
  const placed = withReport(conversation, { placeDetail: detail });
  return { ...decision, conversation: placed, facts: [...facts, placeDetailed(report, detail)] };
}

/** All that is known about the place now; null removes it. */
export function placeDetailed(report: ConversationReport, detail: string | null): Fact {
  if (isDraft(report)) return { kind: 'place-detailed', detail };
  return { kind: 'report-place-detailed', payload: { reportId: report.id, was: report.placeDetail, detail } };
}

/** A message for the officer. In a flood texts are joined into one; a picture can't be. */
export function messageReceived(
  reportId: string,
  { kind, text, externalId }: ReporterMessage,
  { newMessageId: messageId, at, isFlood }: Pick<Circumstances, 'newMessageId' | 'at' | 'isFlood'>,
): ReporterEvent<'report-message-received' | 'report-flooded'> {
  const message = { messageId, kind, text, externalId, at };
  if (isFlood && isJoinable(message)) return { kind: 'report-flooded', payload: { reportId, parts: [message] } };
  return { kind: 'report-message-received', payload: { reportId, ...message } };
}

export function isJoinable({ kind }: Pick<ReporterMessage, 'kind'>): boolean {
  return kind === 'text' || kind === 'sticker';
}

function passedOn(status: string | undefined): Prompt {
  if (status === 'waiting') return { key: 'message-waits' };
  return { key: status === 'resolved' ? 'message-after-resolved' : 'message-passed-on' };
}
