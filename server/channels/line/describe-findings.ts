import type { Finding } from './set-up-line.ts';
import en from './texts/set-up.en.json' with { type: 'json' };
import th from './texts/set-up.th.json' with { type: 'json' };

const MARKS = { good: '✓', changed: '+', warning: '!', wrong: '✗' } as const;
const BY_HAND = ['redelivery', 'statistics', 'auto-reply', 'groups', 'provider'] as const;

/** The findings in words, then what LINE's API hides and a person must look at. One line each. */
export function describeFindings(findings: Finding[], language: 'th' | 'en'): string[] {
  const texts = language === 'th' ? th : en;
  const found = findings.map(({ level, key, params = {} }) => {
    const words = texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
    return `${MARKS[level]} ${words}`;
  });
  return [...found, '', texts['by-hand'], ...BY_HAND.map((what) => `☐ ${texts[`by-hand-${what}`]}`)];
}
