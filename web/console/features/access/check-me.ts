import { type Me, meSchema } from '#contract/access';

/** A stored person, if it is whole. */
export function checkMe(stored: unknown): Me | undefined {
  return meSchema.safeParse(stored).data;
}
