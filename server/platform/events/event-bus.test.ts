import { expect, test } from 'vitest';
import type { Work } from '../database/transaction.ts';
import { createEvents } from './event-bus.ts';

type Facts = { changed: { id: string }; announced: { text: string } };
const work = {} as Work;

test('an event that is logged is in the log before its reactions run, the others are not logged', async () => {
  const steps: string[] = [];
  const log = {
    append: async (_work: Work, type: string, ...bodies: { id: string }[]) =>
      void steps.push(`${type} logged: ${bodies.map(({ id }) => id).join()}`),
  };
  const events = createEvents<Facts>({ types: ['changed'], log });
  events.on('changed', async (_work, { id }) => void steps.push(`reaction to ${id}`));
  events.on('announced', async (_work, { text }) => void steps.push(text));
  await events.publish(work, 'changed', { id: '1' }, { id: '2' });
  await events.publish(work, 'announced', { text: 'hello' });
  expect(steps).toEqual(['changed logged: 1,2', 'reaction to 1', 'reaction to 2', 'hello']);
});

test('reactions run in the order they were added', async () => {
  const steps: number[] = [];
  const events = createEvents<Facts>();
  for (const step of [1, 2, 3]) events.on('announced', async () => void steps.push(step));
  await events.publish(work, 'announced', { text: '' });
  expect(steps).toEqual([1, 2, 3]);
});
