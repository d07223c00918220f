import type { Writer } from '#events/incident-events';
import type { Speech } from '#events/speech';
import type { Spoken } from './prompts.ts';
import type { Words } from './say.ts';

/** The speech as the channel is given it; what an officer is shown beforehand is made here as well. */
export function speechTo(
  { channel, address }: Pick<Speech, 'channel' | 'address'>,
  { parts, choices, preview }: Pick<Spoken, 'parts' | 'choices' | 'preview'>,
  { words, quiet, about, sender }: { words: Words; quiet: boolean; about: string | null; sender?: string },
): Speech {
  const manner = { quiet: quiet || words.isHushed, preview: preview ?? words('preview'), ...(sender && { sender }) };
  return { channel, address, ...manner, parts, choices, about };
}

/** Longer names do not fit beside a message in LINE. */
const SENDER_LONGEST = 20;

/** The name beside an officer's own words: the station and that it is the police; on a hushed screen neither. */
export function senderName(words: Words, { agencyTh, agencyEn, isPolice }: Writer): string {
  if (words.isHushed) return words('sender');
  const agency = words.language === 'th' ? agencyTh : agencyEn;
  const full = isPolice ? words('sender.police', { agency }) : agency;
  // สภ. says police to everybody; an English name is cut where it says the same again.
  return (
    [full, agency, agency.replace(/ (provincial )?police station$/i, '')].find(
      (name) => name.length <= SENDER_LONGEST,
    ) ?? agency
  );
}
