import type { PublicLanguage } from '#contract/languages';
/** The `data` of a tap on the channel's menu (`kind: 'answer'`); never translated, never shown. */
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
 * The menus a reporter can see: the full one (`default`); while a report is open `waiting`, with 191 and "nobody came";
 * while a silent one is open the neutral `reporting`, which does not give the reporter away.
 */
export type ReporterMenu = 'default' | 'reporting' | 'waiting';

/** What a person did in the channel, independent of the channel's own format. */
export type ReporterInput =
  | { kind: 'text'; text: string; messageId: string }
  /** `label` is the place name or address that came with the pin. A pin is a claim, not a measurement. */
  | { kind: 'location'; lat: number; lng: number; label: string | null; messageId: string }
  /** `fetchable`: the channel fetches the original itself and reports it later (`report-media-stored`). */
  | { kind: 'image' | 'video' | 'audio' | 'file'; messageId: string; fetchable: boolean }
  | { kind: 'sticker'; messageId: string }
  /** A button or menu area was tapped; `data` is what the choice carried. */
  | { kind: 'answer'; data: string }
  /** The person unsent the message: its stored content must be erased. May arrive before the message itself. */
  | { kind: 'unsend'; messageId: string }
  | { kind: 'followed' }
  /** The person blocked the account: nothing arrives any more, although the platform still accepts our messages. */
  | { kind: 'blocked' }
  /** A message of an unknown kind: it gets an answer, nothing is stored. */
  | { kind: 'other' };

/** One input of a reporter, passed on exactly once, in the order of `at` for each address. */
export type InboundFromReporter = {
  channel: 'line';
  /** The address inside the channel, e.g. LINE's user id. */
  address: string;
  /** When it happened, by the platform's clock. */
  at: Date;
  /** The address writes faster than anybody can read; `begins` once per flood. */
  flood: 'none' | 'begins' | 'goes-on';
  /** The language of the person's app, if known. */
  language?: PublicLanguage;
  input: ReporterInput;
};
