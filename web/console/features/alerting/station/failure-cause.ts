/** Causes that an officer can do something about; the server's own code is in the log. */
export type FailureCause = 'no-answer' | 'answered' | 'address' | 'line' | 'other';

const CAUSES: [RegExp, FailureCause][] = [
  [/^status-\d+$|^redirect$/, 'answered'],
  [/^(not-a-url|not-https|names-an-inside-address|leads-inside|ENOTFOUND|EAI_AGAIN)$/, 'address'],
  [/^line|^not-set-up$|^not-linked$/, 'line'],
  [/^timeout$|^E[A-Z]+$|hang up/, 'no-answer'],
];

export function failureCause(cause: string): FailureCause {
  return CAUSES.find(([pattern]) => pattern.test(cause))?.[1] ?? 'other';
}
