import { CASE_RISKS, type CaseRisk } from '#contract/case-forms';
import type { ThaiDay } from '#contract/thai-day';
import { rulesOn, timesOf } from './clock.ts';
import { CLOCK_BOOK } from './clock-rules.ts';

/** Within how many seconds a person should be met for the first time, by risk. A risk that nobody knows counts as high. */
export type ContactLimits = { seconds: Record<CaseRisk, number>; isVerified: boolean };

/** What the clock of the first contact asks on a day. */
export function contactLimitsOn(day: ThaiDay): ContactLimits {
  const rule = rulesOn(CLOCK_BOOK.rules, day).find((one) => one.rule === 'first-contact');
  if (!rule) throw new Error('there is no rule of the first contact');
  const begin = new Date(0);
  const secondsOf = (risk: CaseRisk): number => {
    const times = timesOf(rule, { at: begin }, risk, CLOCK_BOOK.holidays);
    if (!times) throw new Error(`the first contact has no limit for the risk ${risk}`);
    return (times.dueAt.getTime() - begin.getTime()) / 1000;
  };
  const seconds = Object.fromEntries(CASE_RISKS.map((risk) => [risk, secondsOf(risk)])) as Record<CaseRisk, number>;
  return { seconds, isVerified: !rule.unverified };
}
