import i18next from 'i18next';
import type { Language } from '../text/language.ts';
import { ProblemError } from './request.ts';

const UNREACHABLE: Record<Language, string> = {
  th: 'ติดต่อระบบไม่ได้ ตรวจอินเทอร์เน็ตแล้วลองอีกครั้ง',
  en: 'The system cannot be reached. Check the internet and try again.',
};
const FAILED: Record<Language, string> = {
  th: 'ระบบขัดข้อง ลองใหม่อีกครั้ง',
  en: 'Something failed here; try again',
};

/** One sentence for people, in the language on the screen: our text for the code, else the server's title. */
export function describeProblem(error: unknown, language: Language): string {
  if (!(error instanceof ProblemError)) return FAILED[language];
  const { code, title, status, params, detail } = error.problem;
  if (status === 0) return UNREACHABLE[language];
  // Our texts are loaded after the queue. The server's title is the same text, in the language of the request.
  const texts: Record<string, string> =
    (i18next.isInitialized && i18next.getResourceBundle(language, 'problems')) || {};
  // What is not our answer (a proxy's) has a title of its own, in English.
  const ours = code.startsWith('http/') ? '' : title;
  const sentence = texts[code] ?? (ours || FAILED[language]);
  const said = sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(params?.[name] ?? ''));
  // For a conflict the detail says who was faster, when and with what; the server writes it in the requested language.
  return detail ? `${said} · ${detail}` : said;
}

/** The text of a code that stands in an answer, as of one row among many. */
export function describeCode(code: string, language: Language): string {
  return describeProblem(new ProblemError({ type: 'about:blank', title: code, status: 409, code }), language);
}
