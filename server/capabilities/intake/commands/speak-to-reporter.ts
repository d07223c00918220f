import type { Work } from '#platform/database/transaction';
import type { Spoken } from '../prompts.ts';
import type { Words } from '../say.ts';
import { type Reporter, saveOffered } from '../store.ts';
import type { IntakeContext } from './context.ts';

type Manner = {
  words: Words;
  /** An answer to what they just did needs no sound; news while the phone lies there does, unless silence was asked. */
  quiet: boolean;
  about?: string;
  /** News of an older report: its numbers must not take the place of those the reporter was just asked to choose from. */
  isAside?: boolean;
};

/** Has something said to a reporter, and remembers what may be tapped so that it may be typed instead. */
export async function speakToReporter(
  { events }: IntakeContext,
  work: Work,
  reporter: Reporter,
  spoken: Spoken,
  { words, quiet, about, isAside = false }: Manner,
): Promise<void> {
  const numbered = isAside ? [] : spoken.numbered.map(({ label, data }, at) => ({ label, data, number: at + 1 }));
  const named = spoken.choices.flatMap((choice) => {
    const isNumbered = numbered.some(({ label }) => label === choice.label);
    return choice.kind === 'answer' && !isNumbered ? [{ label: choice.label, data: choice.data, number: null }] : [];
  });
  await saveOffered(work.tx, reporter.id, [...numbered, ...named]);
  await events.publish(work, 'reporter-spoken-to', {
    channel: reporter.channel,
    address: reporter.address,
    quiet: quiet || words.isHushed,
    preview: words('preview'),
    parts: spoken.parts,
    choices: spoken.choices,
    about: about ?? null,
  });
}
