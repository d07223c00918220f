import { INTERVALS, type Interval } from './insight.ts';

// One definition for each figure: pages, files and the API say the same, because they all read it here. Names, what is counted and what
// is left out stand in `texts/insight.*.json`.

/** What an interval begins and ends with. */
export const STEPS = [
  ...(['contact', 'report', 'alert', 'acknowledge', 'unit', 'en-route', 'on-scene', 'whole-team'] as const),
  ...(['resolved', 'care-opened', 'promised'] as const),
] as const;
export type Step = (typeof STEPS)[number];

/** From one step to another, and the word of NFPA 1710 and 1221 or of NENA for it; null: they have none. */
export const INTERVAL_STEPS: Record<Interval, { from: Step; to: Step; word: string | null }> = {
  'contact-to-report': { from: 'contact', to: 'report', word: null },
  'report-to-alert': { from: 'report', to: 'alert', word: 'NFPA alarm transfer' },
  'alert-to-acknowledge': { from: 'alert', to: 'acknowledge', word: 'NFPA alarm answering; NENA call answering' },
  'acknowledge-to-unit': { from: 'acknowledge', to: 'unit', word: 'NFPA alarm processing' },
  'contact-to-unit': { from: 'contact', to: 'unit', word: 'NFPA alarm handling' },
  'unit-to-en-route': { from: 'unit', to: 'en-route', word: 'NFPA turnout' },
  'en-route-to-scene': { from: 'en-route', to: 'on-scene', word: 'NFPA travel' },
  'contact-to-scene': { from: 'contact', to: 'on-scene', word: 'NFPA total response' },
  'contact-to-team': { from: 'contact', to: 'whole-team', word: 'NFPA effective response force' },
  'scene-to-resolved': { from: 'on-scene', to: 'resolved', word: null },
  'resolved-to-care': { from: 'resolved', to: 'care-opened', word: null },
  'after-eta': { from: 'promised', to: 'on-scene', word: null },
};

/** Counts, in the order in which they are explained. */
export const COUNTS = [
  ...(['incidents', 'before', 'by-type', 'by-channel', 'by-disposition', 'nobody-came', 'reopened', 'silent'] as const),
  ...(['without-disposition', 'unfinished', 'apart', 'hour-of-week'] as const),
] as const;
/** What followed the incidents, and what the codes in public places brought in. */
export const CARE_FIGURES = [
  ...(['care-cases', 'first-contact', 'contact-waiting', 'needs', 'needs-met', 'needs-unmet'] as const),
  ...(['referrals', 'referral-answer', 'person-said', 'children-back'] as const),
  ...(['outreach-opened', 'outreach-reports'] as const),
] as const;
/** How a figure is made of many values. */
export const MEASURES = ['n', 'not-recorded', 'half', 'nine-of-ten', 'within-target', 'missed-reason', 'rank'] as const;

/** Every figure there is. */
export const FIGURES = [...COUNTS, ...CARE_FIGURES, ...INTERVALS, ...MEASURES] as const;
export type Figure = (typeof FIGURES)[number];
