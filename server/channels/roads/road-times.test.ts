import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createTurnableClock } from '../../../tests/support/line-stage.ts';
import { createLog } from '../../platform/log.ts';
import { createRoadTimes } from './road-times.ts';

const requests: string[] = [];
let answer: (response: ServerResponse) => void;
const osrm = createServer((request, response) => {
  requests.push(request.url ?? '');
  answer(response);
});
await new Promise<void>((listening) => osrm.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${(osrm.address() as AddressInfo).port}`;
afterAll(() => {
  osrm.closeAllConnections();
  osrm.close();
});

const answerWith =
  (body: unknown, status = 200) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const STATION = { lat: 16.82, lng: 100.26 };
const BRIDGE = { lat: 16.83, lng: 100.27 };
const PLACE = { lat: 16.8211, lng: 100.2659 };
const clock = createTurnableClock();
const open = () => createRoadTimes(url, clock, createLog('silent'));

beforeEach(() => {
  requests.length = 0;
});

test('returns minutes and metres of each place, in order; null where no road leads', async () => {
  answer = answerWith({ code: 'Ok', durations: [[300], [null]], distances: [[2500], [null]] });
  expect(await open()([STATION, BRIDGE], PLACE)).toEqual([{ minutes: 5, metres: 2500 }, null]);
  // OSRM wants the longitude first; the place is the one destination.
  expect(requests).toEqual([
    '/table/v1/driving/100.265900,16.821100;100.260000,16.820000;100.270000,16.830000?sources=1;2&destinations=0&annotations=duration,distance',
  ]);
});

test.each([
  ['an error', answerWith({ code: 'InvalidQuery' }, 400)],
  ['another shape', answerWith({ code: 'Ok', durations: 'soon' })],
  ['a redirect', (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
  ['a closed connection', (response: ServerResponse) => response.destroy()],
  ['silence', () => {}],
])('%s: undefined, and OSRM is not asked again for half a minute', async (_, how) => {
  answer = how;
  const roadTimes = open();
  expect(await roadTimes([STATION], PLACE)).toBeUndefined();
  answer = answerWith({ code: 'Ok', durations: [[60]], distances: [[500]] });
  expect(await roadTimes([STATION], PLACE)).toBeUndefined();
  expect(requests).toHaveLength(1);
  clock.advance(30_000);
  expect(await roadTimes([STATION], PLACE)).toEqual([{ minutes: 1, metres: 500 }]);
});
