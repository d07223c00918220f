import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type account from './account.th.json';
import type answerLinks from './answer-links.th.json';
import type audit from './audit.th.json';
import type care from './care.th.json';
import type caseActs from './case-acts.th.json';
import type cases from './cases.th.json';
import type certificates from './certificates.th.json';
import type channels from './channels.th.json';
import type controlRoom from './control-room.th.json';
import type duty from './duty.th.json';
import type early from './early.th.json';
import type eef from './eef.th.json';
import type escalation from './escalation.th.json';
import type families from './families.th.json';
import type findings from './findings.th.json';
import type help from './help.th.json';
import type household from './household.th.json';
import type insight from './insight.th.json';
import type insightCare from './insight-care.th.json';
import type { LATER } from './later.ts';
import type maps from './maps.th.json';
import type materials from './materials.th.json';
import type outreach from './outreach.th.json';
import type phone from './phone.th.json';
import type places from './places.th.json';
import type referrals from './referrals.th.json';
import type services from './services.th.json';
import type staffing from './staffing.th.json';
import type stations from './stations.th.json';
import th from './th.json';
import type units from './units.th.json';

export const LANGUAGES = ['th', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = 'ess-language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof th & (typeof LATER)[0] & (typeof LATER)[1] & (typeof LATER)[2];
      phone: typeof phone;
      places: typeof places;
      care: typeof care;
      cases: typeof cases;
      caseActs: typeof caseActs;
      help: typeof help;
      early: typeof early;
      eef: typeof eef;
      families: typeof families;
      household: typeof household;
      controlRoom: typeof controlRoom;
      answerLinks: typeof answerLinks;
      referrals: typeof referrals;
      services: typeof services;
      outreach: typeof outreach;
      insight: typeof insight;
      insightCare: typeof insightCare;
      certificates: typeof certificates;
      findings: typeof findings;
      maps: typeof maps;
      materials: typeof materials;
      staffing: typeof staffing;
      stations: typeof stations;
      escalation: typeof escalation;
      audit: typeof audit;
      duty: typeof duty;
      units: typeof units;
      channels: typeof channels;
      account: typeof account;
    };
    enableSelector: false;
  }
}

/** Starts in the language chosen last on this device, else in Thai. English is loaded only when chosen. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'th',
    fallbackLng: 'th',
    resources: { th: { translation: th } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await changeLanguage(localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'th');
}

/** Adds the Thai texts of what is loaded after the queue. */
export async function loadLaterTexts(): Promise<void> {
  if (i18next.hasResourceBundle('th', 'problems')) return;
  const { LATER, THAI_PROBLEMS } = await import('./later.ts');
  for (const texts of LATER) i18next.addResourceBundle('th', 'translation', texts, true);
  i18next.addResourceBundle('th', 'problems', THAI_PROBLEMS);
}

/** Switches all texts and formats on the page, and the document's language. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { ENGLISH, ENGLISH_PROBLEMS } = await import('./english.ts');
    i18next.addResourceBundle('en', 'translation', ENGLISH);
    i18next.addResourceBundle('en', 'problems', ENGLISH_PROBLEMS);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(STORAGE_KEY, language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'th';
}
