import { joinPlaceDetails } from '#contract/place-detail';
import { type Decision, type Fact, isDraft, isInTouch, type Prompt, type ReporterMessage } from './conversation.ts';
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
  const received: Fact = { kind: 'message-received', message };
  if (isDraft(report)) {
    // The message must be stored before the alert, which passes it on.
    const [before, after] = splitAtSubmission(facts);
    if (!isAll) return { ...decision, facts: [...before, received, ...after] };
    return askWhatIsMissing(conversation, [received], { type: 'ask-type-again', place: 'ask-place-again' });
  }
  if (isInTouch(report) || report?.lastNotified?.status === 'resolved') {
    if (!isAll) return { conversation, facts: [...facts, received], prompts };
    const confirmation = passedOn(report?.lastNotified?.status);
    // If they wrote something else instead of the type, they are not asked for it again.
    if (conversation.question === 'type') return askPhone(conversation, [...facts, received], confirmation);
    return { conversation, facts: [...facts, received], prompts: [confirmation] };
  }
  if (!isAll) return decision;
  // A voice message, photo or video may be all that somebody can send, so it begins a report.
  if (['audio', 'video', 'image'].includes(message.kind)) {
    const draft = openDraft(conversation, circumstances);
    const prompts = { type: 'ask-type-again', place: 'ask-place-again' } as const;
    return askWhatIsMissing(draft.conversation, [...draft.facts, received], prompts);
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
  const [before, after] = splitAtSubmission(facts);
  const placed = withReport(conversation, { placeDetail: detail });
  return { ...decision, conversation: placed, facts: [...before, { kind: 'place-detailed', detail }, ...after] };
}

function splitAtSubmission(facts: Fact[]): [Fact[], Fact[]] {
  const at = facts.findIndex(({ kind }) => kind === 'submitted');
  return at < 0 ? [facts, []] : [facts.slice(0, at), facts.slice(at)];
}

function passedOn(status: string | undefined): Prompt {
  if (status === 'waiting') return { key: 'message-waits' };
  return { key: status === 'resolved' ? 'message-after-resolved' : 'message-passed-on' };
}
