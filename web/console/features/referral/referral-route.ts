/** Where a need of a case is sent from. */
export const newReferralHash = (caseId: string, needId: string): string => `#new/${caseId}/${needId}`;

export function newReferralOf(hash: string): { caseId: string; needId: string } | null {
  const [, caseId, needId] = /^#new\/([\w-]+)\/([\w-]+)$/.exec(hash) ?? [];
  return caseId && needId ? { caseId, needId } : null;
}
