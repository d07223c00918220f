/** An action or picture that may not have reached the server yet. */
export type Entry = {
  /** The idempotency key: the same each time the entry is sent. */
  id: string;
  /** An entry is only sent in the session of its own person. */
  personId: string;
  path: string;
  json?: Readonly<Record<string, unknown>>;
  file?: Blob;
  /** The file is the original of the camera; it is made smaller once, before it is sent. */
  isOriginal?: true;
  /** Entries of one chain build on each other: after a refusal the later ones wait until their person has decided. */
  chain?: string;
  /** It may have arrived, so it is not changed any more. */
  tried?: true;
  /** Facts for the page that shows the entry. */
  about: Readonly<Record<string, string>>;
  /** The server's refusal, stored until the person has read it. */
  refused?: Refusal;
};
export type Refusal = { status: number; code: string; params: Record<string, string | number>; at: string };
/** Numbered in the order of creation. */
export type NumberedEntry = Entry & { number: number };

/** The answer to an entry. Status 0: there was no answer. */
export type Answer = { status: number; code: string; params: Record<string, string | number> };

export type SendOutcome = 'sent' | 'later' | 'signed-out' | 'refused';

/** No answer, or a busy or failing server: try later. 401: after signing in. Any other error is a refusal. */
export function sendOutcomeOf(status: number): SendOutcome {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 401) return 'signed-out';
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'later';
  return 'refused';
}
