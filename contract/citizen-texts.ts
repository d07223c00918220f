import { LANGUAGES, type PublicLanguage } from './languages.ts';
import chatEn from './texts/citizen-chat.en.json' with { type: 'json' };
import chatKm from './texts/citizen-chat.km.json' with { type: 'json' };
import chatLo from './texts/citizen-chat.lo.json' with { type: 'json' };
import chatMy from './texts/citizen-chat.my.json' with { type: 'json' };
import chatTh from './texts/citizen-chat.th.json' with { type: 'json' };
import chatZh from './texts/citizen-chat.zh.json' with { type: 'json' };
import mapEn from './texts/citizen-map.en.json' with { type: 'json' };
import mapKm from './texts/citizen-map.km.json' with { type: 'json' };
import mapLo from './texts/citizen-map.lo.json' with { type: 'json' };
import mapMy from './texts/citizen-map.my.json' with { type: 'json' };
import mapTh from './texts/citizen-map.th.json' with { type: 'json' };
import mapZh from './texts/citizen-map.zh.json' with { type: 'json' };
import practiceEn from './texts/citizen-practice.en.json' with { type: 'json' };
import practiceKm from './texts/citizen-practice.km.json' with { type: 'json' };
import practiceLo from './texts/citizen-practice.lo.json' with { type: 'json' };
import practiceMy from './texts/citizen-practice.my.json' with { type: 'json' };
import practiceTh from './texts/citizen-practice.th.json' with { type: 'json' };
import practiceZh from './texts/citizen-practice.zh.json' with { type: 'json' };
import reportEn from './texts/citizen-report.en.json' with { type: 'json' };
import reportKm from './texts/citizen-report.km.json' with { type: 'json' };
import reportLo from './texts/citizen-report.lo.json' with { type: 'json' };
import reportMy from './texts/citizen-report.my.json' with { type: 'json' };
import reportTh from './texts/citizen-report.th.json' with { type: 'json' };
import reportZh from './texts/citizen-report.zh.json' with { type: 'json' };
import statusEn from './texts/citizen-status.en.json' with { type: 'json' };
import statusKm from './texts/citizen-status.km.json' with { type: 'json' };
import statusLo from './texts/citizen-status.lo.json' with { type: 'json' };
import statusMy from './texts/citizen-status.my.json' with { type: 'json' };
import statusTh from './texts/citizen-status.th.json' with { type: 'json' };
import statusZh from './texts/citizen-status.zh.json' with { type: 'json' };
import howEn from './texts/how.en.json' with { type: 'json' };
import howKm from './texts/how.km.json' with { type: 'json' };
import howLo from './texts/how.lo.json' with { type: 'json' };
import howMy from './texts/how.my.json' with { type: 'json' };
import howTh from './texts/how.th.json' with { type: 'json' };
import howZh from './texts/how.zh.json' with { type: 'json' };

type ReportTexts = Readonly<Record<keyof typeof reportTh.texts, string>>;
type StatusTexts = Readonly<Record<keyof typeof statusTh.texts, string>>;
type ChatTexts = Readonly<Record<keyof typeof chatTh.texts, string>>;
type MapTexts = Readonly<Record<keyof typeof mapTh.texts, string>>;
type PracticeTexts = Readonly<Record<keyof typeof practiceTh.texts, string>>;
export type CitizenTexts = ReportTexts & MapTexts & StatusTexts & ChatTexts & PracticeTexts;
export type CitizenTextKey = keyof CitizenTexts;
export type HowTextKey = keyof typeof howTh.texts;
export type HowTexts = Readonly<Record<HowTextKey, string>>;

/** `checkedBy`: who of those who grew up with the language has read it; null is a draft, and is shown as one. */
type Checked<Texts> = { checkedBy: string | null; texts: Texts };

type InAll<Texts> = Readonly<Record<PublicLanguage, Checked<Texts>>>;

const REPORT: InAll<ReportTexts> = {
  th: reportTh,
  en: reportEn,
  my: reportMy,
  lo: reportLo,
  km: reportKm,
  zh: reportZh,
};
const STATUS: InAll<StatusTexts> = {
  th: statusTh,
  en: statusEn,
  my: statusMy,
  lo: statusLo,
  km: statusKm,
  zh: statusZh,
};
const CHAT: InAll<ChatTexts> = { th: chatTh, en: chatEn, my: chatMy, lo: chatLo, km: chatKm, zh: chatZh };
const MAP: InAll<MapTexts> = { th: mapTh, en: mapEn, my: mapMy, lo: mapLo, km: mapKm, zh: mapZh };
const PRACTICE: InAll<PracticeTexts> = {
  th: practiceTh,
  en: practiceEn,
  my: practiceMy,
  lo: practiceLo,
  km: practiceKm,
  zh: practiceZh,
};

/** All texts of the citizen page but those that explain it, for the server. */
export const CITIZEN_TEXTS = Object.fromEntries(
  LANGUAGES.map((language) => {
    const parts = [REPORT, MAP, STATUS, CHAT, PRACTICE].map((file) => file[language]);
    return [language, { texts: Object.assign({}, ...parts.map(({ texts }) => texts)) as CitizenTexts }];
  }),
) as Readonly<Record<PublicLanguage, { texts: CitizenTexts }>>;

/** What a page's script may show: practising ends with the form, whose end the server writes; a report goes on. */
export function textsForScript(language: PublicLanguage, isPractice: boolean): Partial<CitizenTexts> {
  const files = isPractice ? [REPORT, MAP] : [REPORT, MAP, STATUS, CHAT];
  return Object.assign({}, ...files.map(({ [language]: file }) => file.texts)) as Partial<CitizenTexts>;
}

/** The texts of the page that explains it. */
export const HOW_TEXTS: InAll<HowTexts> = {
  ...{ th: howTh, en: howEn, my: howMy },
  ...{ lo: howLo, km: howKm, zh: howZh },
};

/** The clauses, in the language of the law; a reader of any language can have them looked up. */
export const CLAUSES = {
  goodFaith: 'พ.ร.บ.คุ้มครองผู้ถูกกระทำด้วยความรุนแรงในครอบครัว พ.ศ. 2550 ม.5 · พ.ร.บ.คุ้มครองเด็ก พ.ศ. 2546 ม.41',
  falseReport: 'ประมวลกฎหมายอาญา ม.137, 172, 173',
} as const;

/** A file of translations as operators see it: each text beside the Thai and English, and who has checked it (null: nobody yet). */
export type TranslatedFile = {
  path: string;
  language: PublicLanguage;
  checkedBy: string | null;
  rows: readonly { th: string; en: string; text: string }[];
};

/** Each file of the citizen page, by the beginning of its name. */
export const CITIZEN_FILES: Readonly<Record<string, InAll<Readonly<Record<string, string>>>>> = {
  ...{
    'citizen-report': REPORT,
    'citizen-map': MAP,
    'citizen-status': STATUS,
    'citizen-chat': CHAT,
    'citizen-practice': PRACTICE,
  },
  how: HOW_TEXTS,
};

/** Files of `contract/texts/` in all languages, as operators see them; by the beginning of their names. */
export const describeFiles = (files: Readonly<Record<string, InAll<Readonly<Record<string, string>>>>>) =>
  LANGUAGES.flatMap((language) =>
    Object.entries(files).map(([name, file]): TranslatedFile => {
      const rows = Object.entries(file[language].texts).map(([key, text]) => {
        const [th = '', en = ''] = [file.th.texts[key], file.en.texts[key]];
        return { th, en, text };
      });
      return { path: `contract/texts/${name}.${language}.json`, language, checkedBy: file[language].checkedBy, rows };
    }),
  );

/** Those of the citizen page. */
export const TRANSLATED_PAGE_FILES: readonly TranslatedFile[] = describeFiles(CITIZEN_FILES);
