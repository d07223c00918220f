import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anIncident } from '../features/incident/an-incident.ts';
import { changeLanguage, startLanguage } from '../text/language.ts';

// Its own words are added where the console's are there already.
await startLanguage();
const { RouteToScene } = await import('../features/units/index.ts');

const PROMISED = Date.parse('2026-11-21T02:08:00.000Z');
const incident = anIncident(1, { status: 'en-route', etaAt: new Date(PROMISED).toISOString() });

let page: HTMLElement;
let root: ReturnType<typeof createRoot>;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What the patrol reads so many seconds after the promised time. */
function wordsAt(seconds: number, isOnTheWay = true): string {
  vi.setSystemTime(PROMISED + seconds * 1000);
  act(() =>
    root.render(
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <RouteToScene incident={incident} fix={null} isOnTheWay={isOnTheWay} />
      </MantineProvider>,
    ),
  );
  return page.textContent ?? '';
}

test('the patrol reads what the reporter was promised, and by how much it has passed', async () => {
  expect(wordsAt(-30)).toContain('บอกผู้แจ้งว่าถึง 09:08 น.');
  expect(page.textContent).not.toContain('เลยเวลา');
  // While it is looked at: nobody presses anything.
  act(() => vi.advanceTimersByTime(31_000));
  expect(page.textContent).toContain('เลยเวลาที่บอกไว้ 1 นาที');
  act(() => vi.advanceTimersByTime(125_000));
  expect(page.textContent).toContain('เลยเวลาที่บอกไว้ 3 นาที');
  await act(() => changeLanguage('en'));
  expect(page.textContent).toContain('The reporter was told 09:08');
  expect(page.textContent).toContain('3 min past the promised time');
});

test('on scene nobody is late', () => {
  expect(wordsAt(300, false)).not.toContain('บอกผู้แจ้ง');
});
