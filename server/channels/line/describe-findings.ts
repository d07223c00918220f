import type { Finding } from './set-up-line.ts';
import en from './texts/set-up.en.json' with { type: 'json' };
import th from './texts/set-up.th.json' with { type: 'json' };

const MARKS = { good: '✓', changed: '+', warning: '!', wrong: '✗' } as const;
const BY_HAND = ['redelivery', 'statistics', 'auto-reply', 'groups', 'provider'] as const;

/** The findings as text, then what LINE's API does not show and a person must check. One line each. */
export function describeFindings(findings: Finding[], language: 'th' | 'en'): string[] {
  const texts = language === 'th' ? th : en;
  const found = findings.map(({ level, key, params = {} }) => {
    const text = texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
    return `${MARKS[level]} ${text}`;
  });
  return [...found, '', texts['by-hand'], ...BY_HAND.map((what) => `☐ ${texts[`by-hand-${what}`]}`)];
}
