import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createValueStore } from '../../../live/value-store.ts';
import type { AlarmTone } from '../../../ui/alarm-tone.ts';
import { anIncident } from '../an-incident.ts';
import { type Alarm, useAlarm } from './use-alarm.ts';

const incident = anIncident(1, { alertedAt: '2020-01-01T00:00:00.000Z' });
const queue = { incidents: new Map([[incident.id, incident]]), unfinished: new Map() };
const officer = {
  permissions: ['incident:acknowledge' as const],
  memberships: [{ agency: { id: incident.responsibleAgency.id }, role: 'duty-officer' as const }],
};

type Tab = { tone: ReturnType<typeof aTone>; alarm?: Alarm };

function aTone() {
  const audible = createValueStore(true);
  return {
    ...{ audible, unlock: vi.fn(), start: vi.fn(), stop: vi.fn(), muteFor: vi.fn(), playOnce: vi.fn(), chime: vi.fn() },
  } satisfies AlarmTone;
}

function Console({ tab }: { tab: Tab }) {
  tab.alarm = useAlarm(queue, officer, tab.tone);
  return null;
}

/** One browser tab: the state of its alarm and the calls to its sound. */
async function aTab(): Promise<Tab> {
  const tab: Tab = { tone: aTone() };
  const root = createRoot(document.createElement('div'));
  root.render(<Console tab={tab} />);
  onTestFinished(() => root.unmount());
  await expect.poll(() => tab.tone.start.mock.calls.length).toBeGreaterThan(0);
  return tab;
}

test('every tab rings; one press of silence is for all of them, and so is ringing again', async () => {
  const [first, second] = [await aTab(), await aTab()];
  first.alarm?.mute();
  await expect.poll(() => second.alarm?.mutedFor).toBeGreaterThan(0);
  expect(second.tone.muteFor.mock.lastCall?.[0]).toBeGreaterThan(0);
  second.alarm?.ringAgain();
  await expect.poll(() => first.alarm?.mutedFor).toBe(0);
  expect(first.tone.muteFor).toHaveBeenLastCalledWith(0);
});
