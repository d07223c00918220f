import type { Work } from '../database/transaction.ts';

type Reaction<Payload> = (work: Work, payload: Payload) => Promise<void>;

/** How capabilities tell each other what happened, without knowing each other. */
export type Events<EventMap> = {
  /**
   * Runs every reaction inside the caller's transaction: the fact and all that follows from it become durable
   * together or not at all, so there is no moment in which a report exists and its alert does not. Events that open
   * consoles follow are added to the log first. Several payloads are several events of one type.
   */
  publish<Type extends keyof EventMap>(work: Work, type: Type, ...payloads: EventMap[Type][]): Promise<void>;
  /** Adds a reaction; reactions run in the order they were added (the order of the parts in app.ts). */
  on<Type extends keyof EventMap>(type: Type, reaction: Reaction<EventMap[Type]>): void;
};

/** @param logged the types that are also kept in the event log; without it none is */
export function createEvents<EventMap>(logged?: {
  types: readonly (keyof EventMap)[];
  log: { append(work: Work, type: never, ...bodies: never[]): void };
}): Events<EventMap> {
  const reactions = new Map<keyof EventMap, Reaction<never>[]>();
  return {
    async publish(work, type, ...payloads) {
      if (logged?.types.includes(type)) logged.log.append(work, type as never, ...(payloads as never[]));
      for (const payload of payloads) {
        for (const reaction of reactions.get(type) ?? []) await reaction(work, payload as never);
      }
    },
    on(type, reaction) {
      reactions.set(type, [...(reactions.get(type) ?? []), reaction as Reaction<never>]);
    },
  };
}
