import { expect, test } from 'vitest';
import { createStreamSlots } from './stream-slots.ts';

function aRoom(limits: { streamsOfAccount: number; streams: number }) {
  const enter = createStreamSlots(limits);
  const closed: string[] = [];
  const open = (name: string, account: string, session: string) =>
    enter({ account, session, close: () => closed.push(name) });
  return { open, closed };
}

test('a phone that comes back again and again replaces its own oldest stream and nobody else’s', () => {
  const { open, closed } = aRoom({ streamsOfAccount: 3, streams: 10 });
  open('colleague', 'duty room', 'wall screen');
  open('first', 'duty room', 'phone');
  open('second', 'duty room', 'phone');
  open('third', 'duty room', 'phone');
  open('fourth', 'duty room', 'phone');
  expect(closed).toEqual(['first', 'second']);
});

test('one console more than the duty room may have is refused and told so; when one leaves there is room again', () => {
  const { open, closed } = aRoom({ streamsOfAccount: 2, streams: 10 });
  const leave = open('one', 'duty room', 'desk 1');
  open('two', 'duty room', 'desk 2');
  expect(() => open('three', 'duty room', 'desk 3')).toThrow(
    expect.objectContaining({ code: 'live/too-many-streams' }),
  );
  expect(() => open('other', 'somjai', 'desk 4')).not.toThrow();
  leave();
  leave();
  open('three', 'duty room', 'desk 3');
  expect(() => open('four', 'duty room', 'desk 4')).toThrow();
  expect(closed).toEqual([]);
});

test('all together: who comes last hears that we are busy', () => {
  const { open } = aRoom({ streamsOfAccount: 5, streams: 2 });
  const leave = open('one', 'a', '1');
  open('two', 'b', '1');
  expect(() => open('three', 'c', '1')).toThrow(expect.objectContaining({ code: 'server/overloaded' }));
  leave();
  expect(() => open('three', 'c', '1')).not.toThrow();
});
