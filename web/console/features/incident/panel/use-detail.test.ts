import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { aDetail, anIncident } from '../an-incident.ts';
import { RECENT_KEY } from '../queue/use-recent.ts';
import { detailKey, followDetails } from './use-detail.ts';

const gone = anIncident(1);
const other = anIncident(2);

function clientThatKnows(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(detailKey(gone.id), aDetail({ incident: gone }));
  client.setQueryData(['visibility', gone.id, 'officers'], []);
  client.setQueryData(RECENT_KEY, [gone, other]);
  client.setQueryData(detailKey(other.id), aDetail({ incident: other, merged: [gone] }));
  return client;
}

test('nothing stays of an incident they may no longer see: no details, no lists, no mention in others', () => {
  const client = clientThatKnows();
  followDetails(client, { event: 'incident-gone', incidentId: gone.id });
  expect(client.getQueryData(detailKey(gone.id))).toBeUndefined();
  expect(client.getQueryData(['visibility', gone.id, 'officers'])).toBeUndefined();
  expect(client.getQueryData(RECENT_KEY)).toEqual([other]);
  expect(client.getQueryState(detailKey(other.id))?.isInvalidated).toBe(true);
});

test('on the screen it is asked for again, and until the answer comes nothing is shown', () => {
  const client = clientThatKnows();
  const ask = vi.fn(() => new Promise<never>(() => {}));
  const observer = new QueryObserver(client, { queryKey: detailKey(gone.id), queryFn: ask, staleTime: 60_000 });
  const leave = observer.subscribe(() => {});
  expect(observer.getCurrentResult().data).toBeDefined();
  followDetails(client, { event: 'incident-gone', incidentId: gone.id });
  expect(observer.getCurrentResult()).toMatchObject({ data: undefined, status: 'pending' });
  expect(ask).toHaveBeenCalledTimes(1);
  leave();
});

test('one they could not see is requested again when a live event shows it', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await client.prefetchQuery({ queryKey: detailKey(gone.id), queryFn: () => Promise.reject(new Error('not found')) });
  followDetails(client, { event: 'incident-changed', incident: gone });
  expect(client.getQueryState(detailKey(gone.id))?.isInvalidated).toBe(true);
});

test('what is heard while the answer is on its way is not lost: it may have been written before', async () => {
  const client = new QueryClient();
  const answers: (() => void)[] = [];
  const ask = vi.fn(() => new Promise((resume) => answers.push(() => resume(aDetail({ incident: gone })))));
  const observer = new QueryObserver(client, { queryKey: detailKey(gone.id), queryFn: ask });
  const leave = observer.subscribe(() => {});
  expect(ask).toHaveBeenCalledTimes(1);
  followDetails(client, { event: 'incident-changed', incident: gone });
  answers[0]?.();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  // The same again with a command's answer that arrives meanwhile.
  answers[1]?.();
  await vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe('idle'));
  void client.invalidateQueries({ queryKey: detailKey(gone.id) });
  expect(ask).toHaveBeenCalledTimes(3);
  followDetails(client, { event: 'incident-changed', incident: { ...gone, version: 0 } });
  expect(ask).toHaveBeenCalledTimes(4);
  leave();
});
