import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anIncident } from '../features/incident/an-incident.ts';
import { changeLanguage, startLanguage } from '../text/language.ts';

// The feature adds its texts when it is imported, so i18next must have started.
await startLanguage();
const { RouteToScene } = await import('../features/units/index.ts');

const ETA_AT = Date.parse('2026-11-21T02:08:00.000Z');
const incident = anIncident(1, { status: 'en-route', etaAt: new Date(ETA_AT).toISOString() });

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

/** What the patrol reads so many seconds after the ETA. */
function textAt(seconds: number, isOnTheWay = true): string {
  vi.setSystemTime(ETA_AT + seconds * 1000);
  act(() =>
    root.render(
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <RouteToScene incident={incident} fix={null} isOnTheWay={isOnTheWay} />
      </MantineProvider>,
    ),
  );
  return page.textContent ?? '';
}

test('the patrol reads the ETA that the reporter was given, and by how much it is overdue', async () => {
  expect(textAt(-30)).toContain('บอกผู้แจ้งว่าถึง 09:08 น.');
  expect(page.textContent).not.toContain('เลยเวลา');
  // It updates by itself, without any input.
  act(() => vi.advanceTimersByTime(31_000));
  expect(page.textContent).toContain('เลยเวลาที่บอกไว้ 1 นาที');
  act(() => vi.advanceTimersByTime(125_000));
  expect(page.textContent).toContain('เลยเวลาที่บอกไว้ 3 นาที');
  await act(() => changeLanguage('en'));
  expect(page.textContent).toContain('The reporter was told 09:08');
  expect(page.textContent).toContain('3 min past the promised time');
});

test('a patrol on scene is not late', () => {
  expect(textAt(300, false)).not.toContain('บอกผู้แจ้ง');
});
