/** Who acted: a signed-in person, a reporter, or the system itself (a timer, a start). */
export type ActorKind = 'person' | 'reporter' | 'system';

/** Further ids, codes and numbers of an entry; never names, message text, phone numbers or positions. */
export type EntryDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What somebody did or saw, as passed to the audit. */
export type AuditEvent = {
  actorKind: ActorKind;
  /** Id of the person or reporter; null for the system. */
  actorId: string | null;
  /** `<capability>/<what>`, e.g. `incident/acknowledge`. */
  action: string;
  subjectKind: string;
  subjectId: string;
  details?: EntryDetails;
  /** Network address of a person, or the channel of the action, e.g. `line`. */
  from: string;
  /** The session of a person; null for others. */
  sessionId: string | null;
  /** By the server's clock. */
  at: Date;
};

/** A stored audit event. */
export type AuditEntry = Required<AuditEvent> & { id: number; kind: 'action' | 'view' };

/** Who acted and from where: the same for all audit events of a request. */
export type AuditActor = Pick<AuditEvent, 'actorKind' | 'actorId' | 'from' | 'sessionId'>;

/** A signed-in person, or one known by their linked LINE chat (then `sessionId` is empty). */
export function byPerson(actor: { userId: string; from: string; sessionId: string }): AuditActor {
  return { actorKind: 'person', actorId: actor.userId, from: actor.from, sessionId: actor.sessionId || null };
}

/** A reporter, by channel; their network address is not known to us. */
export function byReporter(reporterId: string, channel: 'line' | 'phone' | 'web'): AuditActor {
  return { actorKind: 'reporter', actorId: reporterId, from: channel, sessionId: null };
}

/** The system itself: `timer`, `start` … */
export function bySystem(from: string): AuditActor {
  return { actorKind: 'system', actorId: null, from, sessionId: null };
}

/** An operator at the command line, by the name of their account on the machine, the only one known. */
export function byOperator(account: string): AuditActor {
  return { actorKind: 'system', actorId: `operator:${account}`, from: 'command-line', sessionId: null };
}

export type Subject = { kind: string; id: string };
