import { expect, test } from 'vitest';
import { type Sharing, sharePosition } from './share-position.ts';
import type { Battery, Fix } from './when-to-share.ts';

function stage(status = 200) {
  const states: Sharing[] = [];
  const sent: Fix[] = [];
  const watching: boolean[] = [];
  let current: { fix(fix: Fix): void; failed(isDenied: boolean): void } | undefined;
  let level: Battery = { percent: 80, isCharging: false };
  let changed = () => {};
  const phone = {
    status,
    isExact: true,
    states,
    sent,
    watching,
    moves: async (seconds: number, lat: number) => {
      current?.fix({ lat, lng: 100.26, accuracyMetres: 8, at: seconds * 1000 });
      await Promise.resolve();
      await Promise.resolve();
    },
    deny: () => current?.failed(true),
    drains: () => {
      level = { percent: 10, isCharging: false };
      changed();
    },
    state: () => states.at(-1)?.state,
    stop: () => {},
  };
  phone.stop = sharePosition({
    watch: (careful, listener) => {
      watching.push(careful);
      current = listener;
      return () => {
        current = undefined;
      };
    },
    battery: {
      read: () => level,
      onChange: (listener) => {
        changed = listener;
        return () => {};
      },
    },
    send: async (fix) => {
      sent.push(fix);
      return { status: phone.status, isExact: phone.isExact };
    },
    onChange: (sharing) => states.push(sharing),
  });
  return phone;
}

test('the state is "sharing" only after the server has a position', async () => {
  const phone = stage();
  expect(phone.state()).toBe('searching');
  await phone.moves(0, 16.82);
  expect(phone.state()).toBe('sharing');
  phone.status = 0;
  await phone.moves(6, 16.83);
  expect(phone.state()).toBe('unsent');
  // A failed position is not repeated; the next one is sent at once.
  phone.status = 200;
  await phone.moves(7, 16.831);
  expect(phone.sent.map(({ lat }) => lat)).toEqual([16.82, 16.83, 16.831]);
});

test('a 409 from the server (no open job) ends sharing for good', async () => {
  const phone = stage(409);
  await phone.moves(0, 16.82);
  expect(phone.state()).toBe('ended');
  await phone.moves(60, 16.9);
  expect(phone.sent).toHaveLength(1);
});

test('denied access is reported; after a stop there are no more events', async () => {
  const phone = stage();
  phone.deny();
  expect(phone.state()).toBe('denied');
  phone.stop();
  await phone.moves(0, 16.82);
  expect(phone.sent).toEqual([]);
});

test('with a low battery the device measures less exactly, and the state says so', () => {
  const phone = stage();
  phone.drains();
  expect(phone.watching).toEqual([false, true]);
  expect(phone.states.at(-1)?.isSaving).toBe(true);
});

test('a position that the server judges vague does not count as shared', async () => {
  const phone = stage();
  phone.isExact = false;
  await phone.moves(0, 16.82);
  expect(phone.state()).toBe('vague');
  phone.isExact = true;
  await phone.moves(6, 16.83);
  expect(phone.state()).toBe('sharing');
  phone.stop();
});
