import type { SaveRecord } from '#contract/case-api';
import { RECORD_KINDS, type RecordKind } from '#contract/case-forms';
import type { Entry, NumberedEntry } from '../../../outbox/index.ts';

/** The form that an entry of the outbox is of. */
type About = { caseId: string; seriesId: string; kind: RecordKind };

const pathOf = ({ caseId, seriesId }: About): string => `/api/v1/cases/${caseId}/records/${seriesId}`;
const chainOf = ({ caseId, seriesId, kind }: About): Pick<Entry, 'chain' | 'about'> => ({
  chain: seriesId,
  about: { caseId, kind },
});

export function draftEntry(form: About, basedOn: number, body: SaveRecord['body']): Omit<Entry, 'id' | 'personId'> {
  return { ...chainOf(form), path: pathOf(form), json: { kind: form.kind, basedOn, body } };
}

export function signEntry(form: About, version: number): Omit<Entry, 'id' | 'personId'> {
  return { ...chainOf(form), path: `${pathOf(form)}/sign`, json: { version } };
}

export function readAbout({ chain = '', about }: Entry): About {
  const kind = RECORD_KINDS.find((known) => known === about.kind) ?? 'note';
  return { caseId: about.caseId ?? '', seriesId: chain, kind };
}

export const isSigning = ({ path }: Entry): boolean => path.endsWith('/sign');

/** Two versions: a person decides. Anything else is said as the server said it. */
export function describeRefusal(entry: Entry): 'conflict' | 'refused' {
  return entry.refused?.code === 'case/record-changed' && !isSigning(entry) ? 'conflict' : 'refused';
}

/** What the device has of a form that may not be on the server yet. */
export type Waiting = {
  /** As it was typed last. */
  body: SaveRecord['body'];
  /** The version on the server when everything has arrived: each saving makes the next one. */
  tip: number;
  /** The last entry, which is written over until it is sent. */
  last: NumberedEntry;
  isSigned: boolean;
  refused: NumberedEntry | undefined;
};

export function findWaiting(entries: readonly NumberedEntry[], seriesId: string): Waiting | undefined {
  const chain = entries.filter((one) => one.chain === seriesId).toSorted((one, other) => one.number - other.number);
  const last = chain.findLast((one) => !isSigning(one));
  if (!last) return undefined;
  const { basedOn, body } = last.json as Pick<SaveRecord, 'basedOn' | 'body'>;
  return { body, tip: basedOn + 1, last, isSigned: chain.some(isSigning), refused: chain.find((one) => one.refused) };
}
