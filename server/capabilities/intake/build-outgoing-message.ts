import type { Writer } from '#events/incident-events';
import type { MessageSubject, OutgoingMessage } from '#events/outgoing-message';
import type { MessageContent } from './prompts.ts';
import type { Translate } from './translate.ts';

/** Builds the message that the channel sends. The preview that an officer sees beforehand is built here as well. */
export function buildOutgoingMessage(
  { channel, address }: Pick<OutgoingMessage, 'channel' | 'address'>,
  { parts, choices, preview }: Pick<MessageContent, 'parts' | 'choices' | 'preview'>,
  {
    translate,
    quiet,
    about,
    sender,
  }: { translate: Translate; quiet: boolean; about: MessageSubject | null; sender?: string },
): OutgoingMessage {
  const delivery = {
    quiet: quiet || translate.isSilent,
    preview: preview ?? translate('preview'),
    ...(sender && { sender }),
  };
  return { channel, address, ...delivery, parts, choices, about };
}

/** Longer names do not fit beside a message in LINE. */
const SENDER_LONGEST = 20;

/** The sender's name beside an officer's message: the station and "police"; in silent mode neither. */
export function senderName(translate: Translate, { agencyTh, agencyEn, isPolice }: Writer): string {
  if (translate.isSilent) return translate('sender');
  const agency = translate.names === 'th' ? agencyTh : agencyEn;
  const full = isPolice ? translate('sender.police', { agency }) : agency;
  // Everybody reads สภ. as police. An English name loses "police station" if it would say police twice.
  return (
    [full, agency, agency.replace(/ (provincial )?police station$/i, '')].find(
      (name) => name.length <= SENDER_LONGEST,
    ) ?? agency
  );
}
