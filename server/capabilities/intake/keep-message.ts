import { joinPlaceDetails } from '#contract/place-detail';
import { type Decision, type Fact, isDraft, isInTouch, type Prompt, type ReporterMessage } from './conversation.ts';
import { askPhone, askWhatIsMissing, type Circumstances, openDraft, withReport } from './draft.ts';

/**
 * What a reporter wrote or sent belongs to the officer, whatever else it was understood to mean: nobody in danger
 * should have to say it twice. `isAll`: it meant nothing else, so this is what we answer to.
 */
export function keepMessage(
  decision: Decision,
  message: ReporterMessage,
  isAll: boolean,
  circumstances: Circumstances,
): Decision {
  const { conversation, facts, prompts } = decision;
  const { report } = conversation;
  const kept: Fact = { kind: 'message-received', message };
  if (isDraft(report)) {
    // The words must be there before the alert goes out, which hands them over.
    const [before, after] = splitAtSubmission(facts);
    if (!isAll) return { ...decision, facts: [...before, kept, ...after] };
    return askWhatIsMissing(conversation, [kept], { type: 'ask-type-again', place: 'ask-place-again' });
  }
  if (isInTouch(report) || report?.lastNotified?.status === 'resolved') {
    if (!isAll) return { conversation, facts: [...facts, kept], prompts };
    const heard = passedOn(report?.lastNotified?.status);
    // Asked for the type they wrote something else: it is for the officer, and they are not asked again.
    if (conversation.question === 'type') return askPhone(conversation, [...facts, kept], heard);
    return { conversation, facts: [...facts, kept], prompts: [heard] };
  }
  if (!isAll) return decision;
  // A voice message or a film from somebody who has not reported may be all they can do: it begins a report.
  if (['audio', 'video', 'image'].includes(message.kind)) {
    const draft = openDraft(conversation, circumstances);
    const prompts = { type: 'ask-type-again', place: 'ask-place-again' } as const;
    return askWhatIsMissing(draft.conversation, [...draft.facts, kept], prompts);
  }
  return { conversation, facts: [], prompts: [{ key: report ? 'ended-hint' : 'idle-hint' }] };
}

/** Words about where they are stand with the place from the alert on: the house number must not hide in the chat. */
export function keepPlaceText(decision: Decision, words: string): Decision {
  const { conversation, facts } = decision;
  const { report } = conversation;
  if (!isDraft(report) && !isInTouch(report)) return decision;
  const detail = joinPlaceDetails(words, report?.placeDetail);
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
