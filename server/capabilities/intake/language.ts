import { withPlainSigns } from '#contract/fold-text';
import { type PublicLanguage, readScript } from '#contract/languages';
import { readPlacementText } from '#contract/placement-code';
import type { ReporterInput } from '#events/inbound';
import type { Question } from './conversation.ts';
import type { Reporter } from './store.ts';

/** One of these words alone is English; any other single Latin word may be a name or "ok". */
const ENGLISH_WORD =
  /^(help|police|emergency|danger|please|hello|hi|cancel|report|status|safe|yes|no|thanks|where|when|who|he|she|they|i|im|i'm)$/;

/**
 * The language of a text; null if it is unclear: digits, symbols, links, a single word that may be a name. An English
 * sentence with Thai names stays English.
 */
export function readLanguage(text: string): PublicLanguage | null {
  // Our own page wrote it.
  if (readPlacementText(text) !== undefined) return null;
  const plain = withPlainSigns(text)
    .toLowerCase()
    .replace(/\S+:\/\/\S+/g, ' ');
  const words = plain.match(/[a-z][a-z']*/g) ?? [];
  const latin = words.join('').length;
  const thai = (plain.match(/[ก-ฮ]/g) ?? []).length;
  const script = readScript(plain);
  if (script && script !== 'th') return script;
  if (thai > 0) return words.length >= 3 && latin > 2 * thai ? 'en' : 'th';
  const sentence = words.filter((word) => word.length > 1 || word === 'i');
  return sentence.length >= 2 || sentence.some((word) => ENGLISH_WORD.test(word)) ? 'en' : null;
}

/** The language for the first answer, before LINE tells us the language of the app: Thai, unless written in Latin letters. */
export function guessLanguage(input: ReporterInput): PublicLanguage {
  if (input.kind !== 'text' || readPlacementText(input.text) !== undefined) return 'th';
  return readLanguage(input.text) ?? (/[a-z]{2}/i.test(input.text) && !/[ก-๙]/.test(input.text) ? 'en' : 'th');
}

type Known = Pick<Reporter, 'language' | 'languageChosen' | 'languageWritten'>;

/**
 * The language of a person after an input: a language they chose stays; what they write counts more than the language
 * of their app, which is only a first guess.
 * @param question the open question: people who write English may paste a Thai address
 */
export function followLanguage(
  known: Known,
  input: ReporterInput,
  { app, question }: { app: PublicLanguage | null | undefined; question: Question | null },
): Known {
  if (known.languageChosen) return known;
  const written = input.kind === 'text' ? readLanguage(input.text) : null;
  const isAddress = question === 'place' && known.languageWritten;
  if (written && !isAddress) return { ...known, language: written, languageWritten: true };
  return known.languageWritten || !app ? known : { ...known, language: app };
}
