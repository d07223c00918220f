import en from '../../../contract/texts/problems.en.json';
import th from '../../../contract/texts/problems.th.json';
import type { Language } from '../text/language.ts';
import { ProblemError } from './request.ts';

const UNREACHABLE: Record<Language, string> = {
  th: 'ติดต่อระบบไม่ได้ ตรวจอินเทอร์เน็ตแล้วลองอีกครั้ง',
  en: 'The system cannot be reached. Check the internet and try again.',
};

/** One sentence for people, in the language on the screen: the code's text, else the server's title. */
export function sayProblem(error: unknown, language: Language): string {
  const texts: Record<string, string> = language === 'en' ? en : th;
  if (!(error instanceof ProblemError)) return texts['server/failed'] ?? '';
  const { code, title, status, params } = error.problem;
  if (status === 0) return UNREACHABLE[language];
  const sentence = texts[code] ?? (title || (texts['server/failed'] ?? ''));
  return sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(params?.[name] ?? ''));
}
