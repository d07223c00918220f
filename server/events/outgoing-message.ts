import type { Work } from '#platform/database/transaction';

/** A button. `data` comes back to intake as the answer; typing the label, or the number if it has one, works as well. */
export type Choice =
  | { kind: 'answer'; label: string; data: string; number?: number }
  | { kind: 'location'; label: string }
  | { kind: 'camera'; label: string }
  | { kind: 'camera-roll'; label: string }
  | { kind: 'call'; label: string; number: string }
  /** One of our own addresses, opened in a browser. */
  | { kind: 'link'; label: string; url: string };

export type MessagePart =
  | { kind: 'text'; text: string }
  /** A numbered list of large buttons, of which one is to be chosen (the five incident types). */
  | { kind: 'list'; title: string; options: { icon: string; label: string; data: string }[] }
  /** One fact that must be seen at a glance, for example "8 minutes". */
  | {
      kind: 'card';
      tone: 'good' | 'warning' | 'neutral';
      title: string;
      label?: string;
      big?: string;
      lines: string[];
      buttons: Choice[];
    };

/** What a message belongs to: an officer's message in an incident's chat, or a notification of an alert. */
export type MessageSubject = { kind: 'chat-message' | 'notification'; id: string };

/**
 * A message from intake to one reporter, with text already chosen for language and safety. The channel converts it to
 * its own format and keeps it pending until the platform has accepted it. Messages are delivered in order.
 */
export type OutgoingMessage = {
  channel: 'line' | 'web';
  /** The address inside the channel, e.g. LINE's user id. */
  address: string;
  /** True: no sound and no banner on the reporter's phone. Always explicit, never a default. */
  quiet: boolean;
  /** What a lock screen may show: neutral text, no police, no incident type. */
  preview: string;
  parts: MessagePart[];
  /** Buttons below the last part. */
  choices: Choice[];
  /** The officer's agency if a person writes; shown beside our own name. */
  sender?: string;
  /** What the message belongs to, for reporting its delivery; null if nobody needs to know. */
  about: MessageSubject | null;
};

/** A message to staff or to a staff group; with sound unless stated otherwise. */
export type StaffMessage = Pick<OutgoingMessage, 'preview' | 'parts'> &
  Partial<Pick<OutgoingMessage, 'choices' | 'about' | 'quiet'>>;

/** A message of a staff member in their own chat: text, or the `data` of a tapped button. */
export type IncomingStaffMessage = { lineUserId: string; text: string | null; data: string | null; at: Date };
/** Answers what it understands; undefined leaves the message to the next listener. */
export type StaffListener = (work: Work, message: IncomingStaffMessage) => Promise<string | StaffMessage | undefined>;
