import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadLaterTexts, startLanguage } from '../../../text/language.ts';
import { anIncident } from '../an-incident.ts';
import { matchesText, searchedTexts } from './match-queue.ts';
import QueueSearch from './QueueSearch.tsx';

test.each([
  ['99/7', 'the house number'],
  ['๙๙/๗', 'Thai digits'],
  ['9\u200b9/7', 'a character without width'],
  ['ร้านเเดง', 'แ typed as two'],
  ['6911-0001', 'part of the code'],
  ['es\u20116911', 'a hyphen of a typographer'],
  ['NAI MUEANG', 'the English name of a place'],
  ['อ.เมือง ๙๙/๗', 'words in any order'],
  ['phitsanulok', 'the province'],
  ['ทำร้าย', 'the type'],
  ['sommot', 'the station in English'],
  ['สายตรวจ 1', 'the unit'],
  ['  ', 'nothing typed'],
])('"%s" finds the incident: %s', (typed) => {
  const incident = anIncident(1, { placeDetail: '99/7 ซอย 4 ข้างร้านแดง', unitName: 'สายตรวจ 1' });
  const text = searchedTexts(() => 'ขู่หรือทำร้ายร่างกาย')(incident);
  expect(matchesText(text, typed)).toBe(true);
  expect(matchesText(text, `${typed} 99/8`)).toBe(false);
});

const isHere = anIncident(1, { placeDetail: '99/7' });
const unanswered = [anIncident(2), anIncident(3)];
const answered = anIncident(4, { status: 'acknowledged' });
const forced = anIncident(5, { status: 'acknowledged', duressAt: '2026-11-21T02:05:00.000Z' });
const incidents = [...unanswered, isHere, answered, forced];
const [onOpen, onClose] = [vi.fn(), vi.fn()];
let page: HTMLElement;
let root: ReturnType<typeof createRoot>;
beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startLanguage();
  await loadLaterTexts();
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
  const rows = (found: readonly { code: string }[]) => <ol>{found.map(({ code }) => `${code} `)}</ol>;
  act(() =>
    root.render(
      <MantineProvider>
        <QueueSearch incidents={incidents} onOpen={onOpen} onClose={onClose}>
          {rows}
        </QueueSearch>
      </MantineProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const field = () => page.querySelector('input') as HTMLInputElement;
const rows = () => page.querySelector('ol')?.textContent?.trim().split(' ');
function type(text: string): void {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const press = (key: string): void => {
  act(() => void field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
};

test('an alarm that does not match never vanishes unsaid, and one press brings it back', () => {
  type('99/7');
  expect(rows()).toEqual([isHere.code]);
  expect(page.textContent).toContain('พบ 1 จาก 5 เหตุ');
  expect(page.textContent).toContain('อีก 2 เหตุยังไม่มีผู้รับ ไม่ตรงกับคำค้น');
  expect(page.textContent).toContain('อีก 1 เหตุผู้แจ้งถูกบังคับให้ยกเลิก ไม่ตรงกับคำค้น');
  act(() => [...page.querySelectorAll('button')].find((one) => one.textContent?.includes('แสดงทุกเหตุ'))?.click());
  expect(rows()).toHaveLength(5);
  expect(page.textContent).not.toContain('ไม่ตรงกับคำค้น');
});

test('the field is ready to type in; Enter opens the first that is found, Escape ends the search', () => {
  expect(document.activeElement).toBe(field());
  press('Enter');
  expect(onOpen).not.toHaveBeenCalled();
  type('99/7');
  press('Enter');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(isHere.id);
  press('Escape');
  expect(onClose).toHaveBeenCalledOnce();
});
