import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { TIMELINE_KINDS, type TimelineEntry } from '#contract/incident';
import { ENGLISH as en } from '../../../text/english.ts';
import { loadLaterTexts } from '../../../text/language.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { readMinutes } from './read-minutes.ts';
import { timelineText } from './timeline-text.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'th', resources: { en: { translation: en } } });
  await loadLaterTexts();
});

function entry(kind: TimelineEntry['kind'], details: TimelineEntry['details'] = {}): TimelineEntry {
  return { id: '00000000-0000-4000-8000-000000000001', at: '2026-11-21T02:00:00.000Z', kind, by: null, details };
}

describe('the text of the timeline', () => {
  test.each(TIMELINE_KINDS)('%s has a text in both languages', (kind) => {
    for (const language of ['th', 'en'] as const) {
      expect(timelineText(entry(kind), i18next.getFixedT(language), language).what).not.toContain('timeline.');
    }
  });

  test('what completes the sentence is included', () => {
    const t = i18next.getFixedT('th');
    expect(timelineText(entry('acknowledged', { etaMinutes: 8 }), t, 'th').more).toBe('ถึงภายใน 8 นาที');
    expect(timelineText(entry('resolved', { disposition: 'arrest' }), t, 'th').more).toBe('จับกุม');
    expect(timelineText(entry('cancel-requested', { reason: 'safe-now' }), t, 'th').more).toBe(
      t('incident.cancelReason.safe-now'),
    );
    const details = { agencyTh: 'สภ.สมมติ', agencyEn: 'Sommot' };
    expect(timelineText(entry('neighbour-notified', details), t, 'en').more).toBe('Sommot');
  });
});

test('phone numbers are written as Thais write them', () => {
  expect(formatPhone('+66812345678')).toBe('081-234-5678');
  expect(formatPhone('191')).toBe('191');
  expect(formatPhone('+442079460000')).toBe('+442079460000');
});

test('minutes may be typed in Thai digits; an ETA is between 1 and 240', () => {
  expect(readMinutes('12')).toBe(12);
  expect(readMinutes(' ๒๕ ')).toBe(25);
  for (const wrong of ['', '0', '241', '-3', '1.5', 'สิบ']) expect(readMinutes(wrong)).toBeNull();
});
