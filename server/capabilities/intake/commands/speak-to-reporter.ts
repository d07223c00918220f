import type { Work } from '#platform/database/transaction';
import type { Spoken } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import { type Reporter, saveOffered } from '../store.ts';
import type { IntakeContext } from './context.ts';

type Manner = {
  silent: boolean;
  /** An answer to what they just did needs no sound; news while the phone lies there does, unless silence was asked. */
  quiet: boolean;
  about?: string;
};

/** Has something said to a reporter, and remembers what may be tapped so that it may be typed instead. */
export async function speakToReporter(
  { events }: IntakeContext,
  work: Work,
  reporter: Reporter,
  spoken: Spoken,
  { silent, quiet, about }: Manner,
): Promise<void> {
  const listed = spoken.parts.flatMap((part) => (part.kind === 'list' ? part.options : []));
  const answers = spoken.choices.flatMap((choice) => (choice.kind === 'answer' ? [choice] : []));
  const offered = [...listed, ...answers].map(({ label, data }) => ({ label, data }));
  if (offered.length > 0) await saveOffered(work.tx, reporter.id, offered);
  await events.publish(work, 'reporter-spoken-to', {
    channel: reporter.channel,
    address: reporter.address,
    quiet: quiet || silent,
    preview: wordsFor(reporter.language, silent)('preview'),
    parts: spoken.parts,
    choices: spoken.choices,
    about: about ?? null,
  });
}
