import type { Speech } from '#events/speech';
import type { Spoken } from './prompts.ts';
import type { Words } from './say.ts';

/** The speech as the channel is given it; what an officer is shown beforehand is made here as well. */
export function speechTo(
  { channel, address }: Pick<Speech, 'channel' | 'address'>,
  { parts, choices }: Pick<Spoken, 'parts' | 'choices'>,
  { words, quiet, about }: { words: Words; quiet: boolean; about: string | null },
): Speech {
  return { channel, address, quiet: quiet || words.isHushed, preview: words('preview'), parts, choices, about };
}
