import { z } from 'zod';

/** Where somebody serves during a shift. */
export const POSTS = ['radio-room', 'patrol-unit', 'duty-chief'] as const;
export const postSchema = z.enum(POSTS);
export type Post = z.infer<typeof postSchema>;

/** `checked-in`: they said so themselves; `planned`: the roster says so, and they have not gone home. */
export const PRESENCES = ['checked-in', 'planned'] as const;
export const presenceSchema = z.enum(PRESENCES);
export type Presence = z.infer<typeof presenceSchema>;
