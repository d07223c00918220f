import i18next from 'i18next';
import th from '../../../contract/texts/problems.th.json';
import type { Language } from '../text/language.ts';
import { ProblemError } from './request.ts';

const UNREACHABLE: Record<Language, string> = {
  th: 'ติดต่อระบบไม่ได้ ตรวจอินเทอร์เน็ตแล้วลองอีกครั้ง',
  en: 'The system cannot be reached. Check the internet and try again.',
};

/** One sentence for people, in the language on the screen: our text for the code, else the server's title. */
export function describeProblem(error: unknown, language: Language): string {
  // The English texts are loaded when somebody switches to English.
  const texts: Record<string, string> =
    (language === 'en' && i18next.isInitialized && i18next.getResourceBundle('en', 'problems')) || th;
  if (!(error instanceof ProblemError)) return texts['server/failed'] ?? '';
  const { code, title, status, params, detail } = error.problem;
  if (status === 0) return UNREACHABLE[language];
  const sentence = texts[code] ?? (title || (texts['server/failed'] ?? ''));
  const said = sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(params?.[name] ?? ''));
  // For a conflict the detail says who was faster, when and with what; the server writes it in the requested language.
  return detail ? `${said} · ${detail}` : said;
}
