/** What a tap on the channel's standing menu says (`kind: 'answer'`, `data`); never translated, never shown. */
export const MENU_ANSWER = {
  report: 'report',
  reportSilently: 'report-silent',
  status: 'status',
  help: 'help',
  howTo: 'how-to',
  /** On the neutral menu after a report: "I am safe" or "by mistake"; intake asks which. */
  cancel: 'cancel',
  nobodyCame: 'nobody-came',
} as const;

/**
 * The menus a reporter can see: the full one; while a report is open `waiting`, with 191 and "nobody came"; and while a silent
 * one is, the neutral `reporting`, which betrays nothing.
 */
export type ReporterMenu = 'default' | 'reporting' | 'waiting';

/** What a person did in the channel, freed of the channel's own shapes. */
export type ReporterInput =
  | { kind: 'text'; text: string; messageId: string }
  /** `label` is the place name or address that came with the pin. A pin is a claim, not a measurement. */
  | { kind: 'location'; lat: number; lng: number; label: string | null; messageId: string }
  /** `fetchable`: the channel fetches the original by itself and says so later (`report-media-stored`). */
  | { kind: 'image' | 'video' | 'audio' | 'file'; messageId: string; fetchable: boolean }
  | { kind: 'sticker'; messageId: string }
  /** A button or menu area was tapped; `data` is what the choice carried. */
  | { kind: 'answer'; data: string }
  /** The person took the message back: what was kept of it must go. May come before the message itself. */
  | { kind: 'unsend'; messageId: string }
  | { kind: 'followed' }
  /** Nothing we say arrives any more, although the platform keeps accepting it. */
  | { kind: 'blocked' }
  /** A message of a kind we do not know: worth an answer, nothing to keep. */
  | { kind: 'other' };

/** One thing a reporter did, handed over once, in the order of `at` for each address. */
export type InboundFromReporter = {
  channel: 'line';
  /** The address inside the channel, e.g. LINE's user id. */
  address: string;
  /** When the person did it, by the platform's clock. */
  at: Date;
  /** True when the platform had to deliver it again, so it may be minutes old. */
  isRedelivery: boolean;
  /** The address writes faster than anybody can read; `begins` once for each flood. */
  flood: 'none' | 'begins' | 'goes-on';
  /** The language of the person's app, once known. */
  language?: 'th' | 'en';
  input: ReporterInput;
};
