import type { Work } from '#platform/database/transaction';

/** Something to tap. `data` comes back to intake as the answer; typed words work as well. */
export type Choice =
  | { kind: 'answer'; label: string; data: string }
  | { kind: 'location'; label: string }
  | { kind: 'camera'; label: string }
  | { kind: 'camera-roll'; label: string }
  | { kind: 'call'; label: string; number: string }
  /** An address of our own, opened in a browser. */
  | { kind: 'link'; label: string; url: string };

export type MessagePart =
  | { kind: 'text'; text: string }
  /** A list of big buttons, one choice of it is wanted (the five incident types). */
  | { kind: 'list'; title: string; options: { icon: string; label: string; data: string }[] }
  /** One fact that must be seen at a glance, e.g. "8 minutes". */
  | {
      kind: 'card';
      tone: 'good' | 'warning' | 'neutral';
      title: string;
      label?: string;
      big?: string;
      lines: string[];
      buttons: Choice[];
    };

/**
 * What intake says to one reporter, in words already chosen for language and safety. The channel turns it into its
 * own messages, in order, and owes it until its platform has taken it.
 */
export type OutgoingMessage = {
  channel: 'line';
  /** The address inside the channel, e.g. LINE's user id. */
  address: string;
  /** True: no sound and no banner on the reporter's phone. Always said explicitly, never left to a default. */
  quiet: boolean;
  /** What a lock screen may show: neutral words, no police, no incident type. */
  preview: string;
  parts: MessagePart[];
  /** Offered below the last part. */
  choices: Choice[];
  /** Who speaks, where it is a person and not we; shown beside our own name. */
  sender?: string;
  /** What this is about, to report its delivery (`chat-message:<id>`); null when nobody asks. */
  about: string | null;
};

/** What is said to one of our own people or to a group of theirs; loud unless it says otherwise. */
export type StaffMessage = Pick<OutgoingMessage, 'preview' | 'parts'> &
  Partial<Pick<OutgoingMessage, 'choices' | 'about' | 'quiet'>>;

/** What a staff member said in their own chat: words, or `data` of a button they tapped. */
export type IncomingStaffMessage = { lineUserId: string; text: string | null; data: string | null; at: Date };
/** Answers what it knows and leaves the rest, with undefined, to the next in the chain. */
export type StaffListener = (work: Work, said: IncomingStaffMessage) => Promise<string | StaffMessage | undefined>;
