import { expect, test } from 'vitest';
import { createStreamSlots } from './stream-slots.ts';

function openSlots(limits: { streamsOfAccount: number; streams: number }) {
  const enter = createStreamSlots(limits);
  const closed: string[] = [];
  const open = (name: string, account: string, session: string) =>
    enter({ account, session, close: () => closed.push(name) });
  return { open, closed };
}

test('a phone that comes back again and again replaces its own oldest stream and nobody else’s', () => {
  const { open, closed } = openSlots({ streamsOfAccount: 3, streams: 10 });
  open('colleague', 'station', 'wall screen');
  open('first', 'station', 'phone');
  open('second', 'station', 'phone');
  open('third', 'station', 'phone');
  open('fourth', 'station', 'phone');
  expect(closed).toEqual(['first', 'second']);
});

test('one console more than an account may have is refused with the reason; when one leaves there is a slot again', () => {
  const { open, closed } = openSlots({ streamsOfAccount: 2, streams: 10 });
  const leave = open('one', 'station', 'console 1');
  open('two', 'station', 'console 2');
  expect(() => open('three', 'station', 'console 3')).toThrow(
    expect.objectContaining({ code: 'live/too-many-streams' }),
  );
  expect(() => open('other', 'somjai', 'console 4')).not.toThrow();
  leave();
  leave();
  open('three', 'station', 'console 3');
  expect(() => open('four', 'station', 'console 4')).toThrow();
  expect(closed).toEqual([]);
});

test('all together: who comes last is refused as overloaded', () => {
  const { open } = openSlots({ streamsOfAccount: 5, streams: 2 });
  const leave = open('one', 'a', '1');
  open('two', 'b', '1');
  expect(() => open('three', 'c', '1')).toThrow(expect.objectContaining({ code: 'server/overloaded' }));
  leave();
  expect(() => open('three', 'c', '1')).not.toThrow();
});
