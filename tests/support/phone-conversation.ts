import type { Phone } from '../../simulator/chat/phone.ts';
import type { ShownMessage } from '../../simulator/chat/shown-message.ts';
import type { Officer } from './officer.ts';

type Fits = Parameters<Phone['waitForMessage']>[0];

/** A person with a phone who waits for each answer. */
export type PhoneConversation = ReturnType<typeof conversationOn>;

export function conversationOn(phone: Phone) {
  /** Does something and waits for the phone to show the answer. */
  const doing = async (action: () => Promise<unknown>, fits: Fits): Promise<ShownMessage> => {
    const after = phone.messages().findLast(({ from }) => from !== 'system')?.id ?? '0';
    await action();
    return phone.waitForMessage(fits, { after });
  };
  return {
    phone,
    doing,
    say: (text: string, fits: Fits) => doing(() => phone.sendText(text), fits),
    tap: (name: string, fits: Fits) => doing(() => phone.tap(name), fits),
    pin: (place: { lat: number; lng: number }, fits: Fits) => doing(() => phone.sendLocation(place), fits),
    /** Labels of the quick replies on the screen now. */
    buttons: () => phone.visibleQuickReplies().map((action) => ('label' in action ? action.label : undefined)),
    /** The number of the newest report, as the phone shows it. */
    code: () =>
      phone
        .messages()
        .flatMap(({ text }) => text.match(/ES-\d{4}-\d+/g) ?? [])
        .at(-1) ?? '',
  };
}

/** The incident of the newest report on this phone, as an officer sees it. */
export async function detailOf(officer: Officer, conversation: PhoneConversation) {
  const { id } = await officer.sees((incident) => incident.code === conversation.code());
  return officer.detail(id);
}
