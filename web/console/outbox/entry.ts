/** Something pressed or photographed that the server may not know of yet. */
export type Entry = {
  /** The submission's own key: sent again it is still the same. */
  id: string;
  /** Nobody's submissions go out under another's session. */
  personId: string;
  path: string;
  json?: Readonly<Record<string, unknown>>;
  file?: Blob;
  /** The file as the camera made it: made smaller once, before it is sent. */
  isOriginal?: true;
  /** What it is about, for the page that shows it. */
  about: Readonly<Record<string, string>>;
  /** The server's answer when it said no: kept until a person has read it. */
  refused?: Refusal;
};
export type Refusal = { status: number; code: string; params: Record<string, string | number>; at: string };
/** In the order in which it was put down. */
export type NumberedEntry = Entry & { number: number };

/** What a sent entry came to. Status 0: no answer came. */
export type Answer = { status: number; code: string; params: Record<string, string | number> };

export type SendOutcome = 'sent' | 'later' | 'signed-out' | 'refused';

/** No answer, a busy or a broken server: later. Not signed in: after signing in. Any other no is an answer. */
export function sendOutcomeOf(status: number): SendOutcome {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 401) return 'signed-out';
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'later';
  return 'refused';
}
