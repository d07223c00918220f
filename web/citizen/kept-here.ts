import type { Key } from './report-api.ts';

/** Kept until the tab is closed, and no longer: which report is theirs, and what is typed and not sent. */
const REPORT = 'ess.report';
const DRAFT = 'ess.draft';

export type Draft = { type?: string | undefined; place: string; silent: boolean };

// A browser may refuse to keep anything (private windows); the page works without.
function read<Value>(name: string): Value | undefined {
  try {
    const kept = sessionStorage.getItem(name);
    return kept === null ? undefined : (JSON.parse(kept) as Value);
  } catch {
    return undefined;
  }
}
function write(name: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // As above.
  }
}

/** `silent`: that nothing on the screen may name the police, also while nothing is known of the report. */
export type KeptKey = Key & { silent?: boolean };
export const readKey = (): KeptKey | undefined => read<KeptKey>(REPORT);
export const keepKey = (key: Key | undefined, silent = false): void =>
  write(REPORT, key && { code: key.code, secret: key.secret, silent });
export const readDraft = (): Draft | undefined => read<Draft>(DRAFT);
export const keepDraft = (draft: Draft | undefined): void => write(DRAFT, draft);

/** Under this name `@line/liff` keeps LINE's tokens, inside LINE for the tab alone. */
const LIFF = 'LIFF_STORE';

/** Whether LINE has opened this tab and given its token already. */
export const hasLiffToken = (liffId: string): boolean => read<string>(`${LIFF}:${liffId}:accessToken`) !== undefined;

function forgetLiff(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(LIFF)) sessionStorage.removeItem(name);
  } catch {
    // As above.
  }
}

export function forgetReport(): void {
  keepKey(undefined);
  keepDraft(undefined);
}

export function forgetAll(): void {
  forgetReport();
  forgetLiff();
}
