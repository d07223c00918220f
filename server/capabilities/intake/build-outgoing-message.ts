import type { Writer } from '#events/incident-events';
import type { OutgoingMessage } from '#events/outgoing-message';
import type { MessageContent } from './prompts.ts';
import type { Translate } from './translate.ts';

/** The speech as the channel is given it; what an officer is shown beforehand is made here as well. */
export function buildOutgoingMessage(
  { channel, address }: Pick<OutgoingMessage, 'channel' | 'address'>,
  { parts, choices, preview }: Pick<MessageContent, 'parts' | 'choices' | 'preview'>,
  { translate, quiet, about, sender }: { translate: Translate; quiet: boolean; about: string | null; sender?: string },
): OutgoingMessage {
  const manner = {
    quiet: quiet || translate.isSilent,
    preview: preview ?? translate('preview'),
    ...(sender && { sender }),
  };
  return { channel, address, ...manner, parts, choices, about };
}

/** Longer names do not fit beside a message in LINE. */
const SENDER_LONGEST = 20;

/** The name beside an officer's own translate: the station and that it is the police; on a hushed screen neither. */
export function senderName(translate: Translate, { agencyTh, agencyEn, isPolice }: Writer): string {
  if (translate.isSilent) return translate('sender');
  const agency = translate.language === 'th' ? agencyTh : agencyEn;
  const full = isPolice ? translate('sender.police', { agency }) : agency;
  // สภ. says police to everybody; an English name is cut where it says the same again.
  return (
    [full, agency, agency.replace(/ (provincial )?police station$/i, '')].find(
      (name) => name.length <= SENDER_LONGEST,
    ) ?? agency
  );
}
