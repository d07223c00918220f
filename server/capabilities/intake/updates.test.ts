import { describe, expect, test } from 'vitest';
import type { NotifiedStatus } from './conversation.ts';
import { translatorFor } from './translate.ts';
import { type News, renderNews, statusAfter } from './updates.ts';

const about = { incidentId: 'i', code: 'ES-6911-0001', reportIds: ['r'] };
const contentOf = (news: News, silentMode: boolean) =>
  renderNews(news, { translate: translatorFor('th', silentMode), reportId: 'r', code: about.code });

type Opened = News<'incident-opened'>['payload'];
const opened = (known: Partial<Opened>, silentMode = false): { text: string; first: string } => {
  const payload: Opened = {
    ...{ position: { lat: 16.8, lng: 100.3 }, responsibleAgencyId: 'station' },
    ...{ ...about, stationTh: 'สภ.วังทอง', stationEn: 'Wang Thong', placeTh: 'ต.วังทอง อ.วังทอง', placeEn: 'Wang Thong' },
    ...{ distanceMetres: 0, accuracyMetres: null, duty: 'somebody', passedOverTh: null, passedOverEn: null },
    ...known,
  };
  const { parts, choices } = contentOf({ kind: 'incident-opened', payload }, silentMode);
  return { text: JSON.stringify(parts), first: choices[0]?.label ?? '' };
};

describe('what a reporter reads when their report is opened', () => {
  test('a place known roughly says so, gives no distance and asks for a pin', () => {
    const { text } = opened({ accuracyMetres: 4200 });
    expect(text).toContain('± 4.2 กม.');
    expect(text).toContain('ส่งตำแหน่ง');
    expect(text).not.toContain('ห่างจากสถานี');
    expect(opened({ accuracyMetres: 4200 }, true).text).toContain('ถ้าทำได้ กด “ส่งตำแหน่ง”');
    expect(opened({ accuracyMetres: 20, distanceMetres: 900 }).text).toContain('ห่างจากสถานี 900 ม.');
  });

  test('if nobody is on duty the message says what is done instead, with 191 as the first button', () => {
    const { text, first } = opened({ duty: 'nobody' });
    expect(text).toContain('สภ.วังทอง ไม่มีเจ้าหน้าที่เวรตอนนี้');
    expect(text).toContain('ศูนย์ 191');
    expect(text).not.toMatch(/(แจ้ง|ส่งเรื่องให้) สภ\.วังทอง แล้ว/);
    expect(first).toBe('โทร 191');
    expect(opened({ duty: 'nobody' }, true).text).not.toMatch(/191|สภ\.|เวร/);
  });

  test('without a roster the next step is named, and so is a station that was passed over', () => {
    expect(opened({ duty: 'no-roster' }).text).toContain('เราจะแจ้งสถานีถัดไปและศูนย์ 191');
    expect(opened({}).text).not.toContain('ศูนย์ 191');
    expect(opened({ passedOverTh: 'สภ.วัดโบสถ์' }).text).toContain('สภ.วัดโบสถ์ ไม่มีเจ้าหน้าที่เวร จึงส่งเรื่องให้ สภ.วังทอง');
  });
});

test('if nobody has acknowledged, only agencies that were reached are named', () => {
  const say = (
    alerted: 'again' | 'wider' | 'top' | 'nobody',
    station: string | null,
    centre: boolean,
    unheard: string | null = null,
  ) => {
    const names = { stationTh: station, stationEn: station, unheardTh: unheard, unheardEn: unheard };
    const news: News = { kind: 'incident-unanswered', payload: { ...about, ...names, alerted, centre } };
    return JSON.stringify(contentOf(news, false).parts);
  };
  expect(say('wider', 'สภ.วังทอง', true)).toContain('เราแจ้ง สภ.วังทอง และศูนย์ 191 เพิ่มแล้ว');
  expect(say('wider', 'สภ.วังทอง', false)).not.toContain('ศูนย์ 191');
  expect(say('wider', null, true)).toContain('เราแจ้งศูนย์ 191 เพิ่มแล้ว');
  expect(say('nobody', null, false)).toContain('ยังติดต่อเจ้าหน้าที่ไม่ได้');
  expect(say('wider', null, true, 'สภ.เมือง')).toContain('ที่ สภ.เมือง ยังไม่มีใครเห็นเรื่องนี้');
});

test('the lock screen shows the arrival time, except in silent mode', () => {
  const news: News = {
    kind: 'incident-acknowledged',
    payload: {
      ...about,
      stationTh: 'สภ.วังทอง',
      stationEn: 'Wang Thong',
      etaMinutes: 8,
      etaAt: new Date('2026-11-28T06:38:00Z'),
    },
  };
  const previewOf = (silentMode: boolean) => contentOf(news, silentMode).preview ?? '';
  expect(previewOf(false)).toMatch(/8 นาที.*13[:.]38/);
  expect(previewOf(true)).not.toMatch(/นาที|13/);
});

describe('what was found about a report', () => {
  const until = '2026-12-14T03:00:00.000Z';
  const finding = '01890000-0000-7000-8000-000000000009';
  const closed: NotifiedStatus = {
    ...{ status: 'closed', code: about.code, since: until, etaAt: null, endedAt: '2026-11-29T03:00:00.000Z' },
  };
  const now = new Date('2026-11-29T04:00:00Z');
  const notice: News<'finding-confirmed'>['payload'] = {
    ...{ ...about, findingId: finding, notice: 'sent', reason: 'รับในแชตว่าแจ้งเล่น', clauses: [], protection: [] },
    ...{ measures: [], appealBy: new Date(until) },
  };

  test('it says why and how to appeal; where somebody else may read it, only that there is something', () => {
    const read = JSON.stringify(contentOf({ kind: 'finding-confirmed', payload: notice }, false));
    for (const part of ['รับในแชตว่าแจ้งเล่น', 'อุทธรณ์', '14 ธ.ค. 2569', `appeal::${finding}`]) expect(read).toContain(part);
    const pointed = contentOf({ kind: 'finding-confirmed', payload: { ...notice, notice: 'pointed-to' } }, false);
    expect(JSON.stringify(pointed)).not.toContain('รับในแชต');
    expect(JSON.stringify(contentOf({ kind: 'finding-confirmed', payload: notice }, true))).not.toMatch(
      /รับในแชต|อุทธรณ์/,
    );
  });

  test('the report stays ended; until when somebody reads what they write is kept, and whether they may appeal', () => {
    const asked = statusAfter(
      { kind: 'finding-proposed', payload: { ...about, answerBy: new Date(until) } },
      closed,
      now,
    );
    expect(asked).toEqual({ ...closed, listensUntil: until });
    const told = statusAfter({ kind: 'finding-confirmed', payload: notice }, asked, now);
    expect(told).toEqual({ ...closed, listensUntil: until, finding: { id: finding, until } });
    const appealed = statusAfter({ kind: 'finding-appealed', payload: about }, told, now);
    expect(appealed).toEqual({ ...closed, listensUntil: '2026-12-29T04:00:00.000Z' });
    const decided = { ...about, outcome: 'overturn', reason: '', notice: 'sent' } as const;
    expect(statusAfter({ kind: 'finding-appeal-decided', payload: decided }, appealed, now)).toEqual(closed);
  });
});
