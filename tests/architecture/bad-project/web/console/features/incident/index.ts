import { queue } from './queue.ts';

export const incidents = queue;
