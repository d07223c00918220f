import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import type { LiveEvent } from '#contract/live';
import { anIncident } from '../features/incident/an-incident.ts';
import { alarmTone } from './alarm-tone.ts';
import { useLiveQueue } from './use-live-queue.ts';

/** An EventSource through which the test sends events to the page. */
class Stream {
  static last: Stream | undefined;
  onopen?: () => void;
  onmessage?: (event: { data: string; lastEventId: string }) => void;
  constructor() {
    Stream.last = this;
  }
  addEventListener(): void {}
  close(): void {}
}

function Page() {
  useLiveQueue('somebody', () => {});
  return null;
}

afterEach(() => vi.unstubAllGlobals());

test('a passed ETA sounds once at the console; an alarm that rings through the queue does not sound here as well', async () => {
  const late = anIncident(1, { status: 'en-route', etaAt: '2026-11-21T02:08:00.000Z' });
  const queue = { now: '2026-11-21T02:00:00.000Z', cursor: 7, incidents: [late], unfinished: [] };
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('fetch', async () => Response.json(queue));
  const playOnce = vi.spyOn(alarmTone, 'playOnce').mockImplementation(() => {});
  const root = createRoot(document.createElement('div'));
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  const stream = await vi.waitUntil(() => Stream.last?.onmessage && Stream.last);
  let sequence = 7;
  const send = (event: LiveEvent) => {
    sequence += 1;
    stream.onmessage?.({ data: JSON.stringify(event), lastEventId: String(sequence) });
  };
  const alertId = '00000000-0000-4000-8000-0000000000e1';
  send({ event: 'alerted', alertId, incidentId: late.id, kind: 'called', step: 0 });
  send({ event: 'incident-changed', incident: { ...late, version: 2, updatedAt: '2026-11-21T02:08:00.000Z' } });
  expect(playOnce).not.toHaveBeenCalled();
  send({ event: 'alerted', alertId, incidentId: late.id, kind: 'eta-passed', step: 0 });
  expect(playOnce).toHaveBeenCalledTimes(1);
  root.unmount();
});
