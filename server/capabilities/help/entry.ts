import type { HelpTimelineKind } from '#contract/help';

/** Who acted, as stored with what they did. */
export type HelpPerson = { id: string; name: string };
type Details = Readonly<Record<string, string | number | boolean | null>>;

/** An entry of a request's timeline, before it is stored. */
export type NewHelpEntry = {
  requestId: string;
  at: Date;
  kind: HelpTimelineKind;
  /** Empty: the system, or the person themselves. */
  by?: HelpPerson | null;
  /** Codes and numbers; a text only where somebody wrote a reason. */
  details?: Details;
};
/** The same, as it is read. */
export type HelpEntry = { id: string; at: Date; kind: HelpTimelineKind; by: HelpPerson | null; details: Details };
