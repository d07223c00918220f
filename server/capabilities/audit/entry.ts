/** Who acted: someone signed in, a person who reports, or the house itself (a timer, a start). */
export type ActorKind = 'person' | 'reporter' | 'system';

/** Ids, codes and numbers that complete an entry: never names, message text, phones or positions. */
export type EntryDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What someone did or saw, as the part of the house that knows it tells it. */
export type AuditEvent = {
  actorKind: ActorKind;
  /** Id of the person or reporter; empty only for the system. */
  actorId: string | null;
  /** `<capability>/<what>`, e.g. `incident/acknowledge`. */
  action: string;
  subjectKind: string;
  subjectId: string;
  details?: EntryDetails;
  /** Network address of a person, or the channel the act came through, e.g. `line`. */
  from: string;
  /** The sign-in through which a person acted; null for everybody else. */
  sessionId: string | null;
  /** The server's clock. */
  at: Date;
};

/** A deed as it was written down. */
export type AuditEntry = Required<AuditEvent> & { id: number; kind: 'action' | 'view' };

/** Who did it and from where: the half of a deed that is the same for everything one request does. */
export type AuditActor = Pick<AuditEvent, 'actorKind' | 'actorId' | 'from' | 'sessionId'>;

/** Someone signed in, or known by their linked chat (no sign-in then: an empty `sessionId`). */
export function byPerson(actor: { userId: string; from: string; sessionId: string }): AuditActor {
  return { actorKind: 'person', actorId: actor.userId, from: actor.from, sessionId: actor.sessionId || null };
}

/** Who reports, through `channel`; their own address is LINE's business and never ours. */
export function byReporter(reporterId: string, channel: 'line' | 'phone'): AuditActor {
  return { actorKind: 'reporter', actorId: reporterId, from: channel, sessionId: null };
}

/** The house itself: `timer`, `start` … */
export function bySystem(from: string): AuditActor {
  return { actorKind: 'system', actorId: null, from, sessionId: null };
}

/** An operator at the command line. The name of their account on the machine is the only one we can know. */
export function byOperator(account: string): AuditActor {
  return { actorKind: 'system', actorId: `operator:${account}`, from: 'command-line', sessionId: null };
}

export type Subject = { kind: string; id: string };
