import { RECORD_KINDS, type RecordKind } from '#contract/case-forms';

/** A form that the address opens: `#form/<kind>` the one there is, `#form/<kind>/new`, or one by its id. */
export type OpenForm = { kind: RecordKind; seriesId: string | null };

export function formOf(hash: string): OpenForm | null {
  const [, name, seriesId = null] = /^#form\/([\w-]+)(?:\/([\w-]+))?$/.exec(hash) ?? [];
  const kind = RECORD_KINDS.find((known) => known === name);
  return kind ? { kind, seriesId } : null;
}

/** Earlier versions of a form, to be read. */
export const versionsHash = (seriesId: string): string => `#versions/${seriesId}`;

export const versionsOf = (hash: string): string | null => /^#versions\/([\w-]+)$/.exec(hash)?.[1] ?? null;

export const formHash = (kind: RecordKind, seriesId?: string): string =>
  seriesId === undefined ? `#form/${kind}` : `#form/${kind}/${seriesId}`;

/** Where somebody reads what waits for their decision. */
export const decideHash = (approvalId: string): string => `#decide/${approvalId}`;

export const approvalOf = (hash: string): string | null => /^#decide\/([\w-]+)$/.exec(hash)?.[1] ?? null;

/** Somebody calls or walks in. */
export const OPEN_HASH = '#open';

/** Where cases of a worker are offered to others. */
export const moveHash = (workerId: string, agencyId: string): string => `#move/${workerId}/${agencyId}`;

export function moveOf(hash: string): { workerId: string; agencyId: string } | null {
  const [, workerId, agencyId] = /^#move\/([\w-]+)\/([\w-]+)$/.exec(hash) ?? [];
  return workerId && agencyId ? { workerId, agencyId } : null;
}

/** What is late, in one subdistrict or everywhere. */
export const lateHash = (subdistrict?: string): string =>
  subdistrict === undefined ? '#late' : `#late/${subdistrict}`;

/** The list of the cases of one agency. */
export const casesHash = (agencyId: string): string => `#all/${agencyId}`;
