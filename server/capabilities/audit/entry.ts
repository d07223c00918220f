/** Who acted: someone signed in, a person who reports, or the house itself (a timer, a start). */
export type ActorKind = 'person' | 'reporter' | 'system';

/** Ids, codes and numbers that complete an entry: never names, message text, phones or positions. */
export type EntryDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What someone did or saw, as the part of the house that knows it tells it. */
export type Deed = {
  actorKind: ActorKind;
  /** Id of the person or reporter; empty only for the system. */
  actorId: string | null;
  /** `<capability>/<what>`, e.g. `incident/acknowledge`. */
  act: string;
  subjectKind: string;
  subjectId: string;
  details?: EntryDetails;
  /** Network address of a person, or the channel the act came through, e.g. `line`. */
  from: string;
  /** The server's clock. */
  at: Date;
};

/** A deed as it was written down. */
export type AuditEntry = Required<Deed> & {
  id: number;
  kind: 'act' | 'look';
  /** Place in the hash chain; empty until sealed. */
  sealedSeq: number | null;
};

export type Subject = { kind: string; id: string };
