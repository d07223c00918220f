import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { CaseRecord, SaveRecord } from '#contract/case-api';
import { FORM_DRAFTS, type RecordKind } from '#contract/case-forms';
import type { DeviceOutbox } from '../../../outbox/use-outbox.ts';
import { draftEntry, findWaiting, signEntry } from './draft-entry.ts';
import { beginDraft, changeDraft, type DraftEvent, type DraftState, isUnkept } from './draft-state.ts';

/** After the last key. */
const WAIT_MS = 600;
/** Whoever signs waits so long for an answer; on a dead line it comes later. */
const SIGN_MS = 4000;

type Begin = {
  box: Pick<DeviceOutbox, 'unsent' | 'refused' | 'sent' | 'put' | 'replace' | 'sendNow' | 'dismissChain'>;
  caseId: string;
  kind: RecordKind;
  record: CaseRecord | undefined;
  seriesId: string;
  empty: SaveRecord['body'];
};

/** A form that saves itself as one types: first on this device, and from there to the server. */
export function useDraft({ box, caseId, kind, record, seriesId, empty }: Begin) {
  const form = { caseId, seriesId, kind };
  const waiting = findWaiting([...box.unsent, ...box.refused], seriesId);
  const [begun] = useState(() => {
    // Sent a moment ago, and not in what was read of the case yet.
    const sent = findWaiting(box.sent, seriesId);
    const known = waiting ?? (sent && sent.tip > (record?.version ?? 0) ? sent : undefined);
    return beginDraft(known?.body ?? record?.body ?? empty, known?.tip ?? record?.version ?? 0);
  });
  const [state, show] = useReducer(changeDraft, begun);
  const latest = useRef(state);
  latest.current = state;
  /**
   * Known at once, not only when it is drawn: a second saving that waited for the first would take the same text for new, and
   * behind a signature that would be a new version which nobody has signed.
   */
  const send = useCallback((event: DraftEvent): void => {
    latest.current = changeDraft(latest.current, event);
    show(event);
  }, []);
  const last = useRef(waiting && !waiting.isSigned ? waiting.last.number : undefined);
  const keeping = useRef(Promise.resolve(begun.tip));

  /** Writes what stands on the page to the device; one after the other. @returns the version that it will have */
  const keep = (force = false): Promise<number> => {
    keeping.current = keeping.current.then(async (tip) => {
      const { body, edits }: DraftState = latest.current;
      // Half of a time of day is no draft yet: it is kept when it is whole.
      if ((!force && !isUnkept(latest.current)) || !FORM_DRAFTS[kind].safeParse(body).success) return tip;
      if (last.current === undefined || !(await box.replace(last.current, draftEntry(form, tip - 1, body)))) {
        last.current = await box.put(draftEntry(form, tip, body));
        send({ event: 'kept', tip: tip + 1, edits });
        return tip + 1;
      }
      send({ event: 'kept', tip, edits });
      return tip;
    });
    return keeping.current;
  };
  const latestKeep = useRef(keep);
  latestKeep.current = keep;

  // What was read from the device may be of yesterday.
  useEffect(() => {
    const { tip, edits } = latest.current;
    if (!record || waiting || edits > 0 || record.version <= tip) return;
    last.current = undefined;
    keeping.current = Promise.resolve(record.version);
    send({ event: 'read', tip: record.version, body: record.body });
  }, [record, waiting, send]);

  // Each change begins the wait anew.
  useEffect(() => {
    if (!isUnkept(state)) return;
    const timer = setTimeout(() => void latestKeep.current(), WAIT_MS);
    return () => clearTimeout(timer);
  }, [state]);
  // Leaving the form, or the page, does not wait for the timer.
  useEffect(() => {
    const now = (): void => void (document.visibilityState === 'hidden' && latestKeep.current());
    document.addEventListener('visibilitychange', now);
    return () => {
      document.removeEventListener('visibilitychange', now);
      void latestKeep.current();
    };
  }, []);

  return {
    state,
    waiting,
    change: (body: SaveRecord['body']) => send({ event: 'changed', body }),
    /** A form that begins filled in may be signed as it stands. */
    async sign(): Promise<void> {
      const version = await keep(latest.current.tip === 0);
      // What is changed from now on is the next version.
      last.current = undefined;
      await box.put(signEntry(form, version));
      await Promise.race([box.sendNow(), new Promise((later) => setTimeout(later, SIGN_MS))]);
    },
    async decide(theirs: Pick<CaseRecord, 'version'>, body: SaveRecord['body']): Promise<void> {
      await box.dismissChain(seriesId);
      last.current = undefined;
      keeping.current = Promise.resolve(theirs.version);
      send({ event: 'decided', tip: theirs.version, body });
    },
  };
}
