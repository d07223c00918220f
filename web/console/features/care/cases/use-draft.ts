import { useEffect, useReducer, useRef, useState } from 'react';
import type { CaseRecord, SaveRecord } from '#contract/case-api';
import { FORM_DRAFTS, type RecordKind } from '#contract/case-forms';
import { isProblem, isWorthRetrying } from '../../../api/request.ts';
import { getRecords, saveRecord } from './case-data.ts';
import { beginDraft, changeDraft, isUnsaved, shouldSend } from './draft-state.ts';

/** After the last key; without signal it tries again after the longer time. */
const WAIT_MS = 900;
const RETRY_MS = 8000;

type Begin = { caseId: string; kind: RecordKind; record: CaseRecord | undefined; empty: SaveRecord['body'] };

/** A form that saves itself as one types. */
export function useDraft({ caseId, kind, record, empty }: Begin) {
  const [seriesId] = useState(() => record?.seriesId ?? crypto.randomUUID());
  const [state, send] = useReducer(changeDraft, beginDraft(record?.body ?? empty, record?.version ?? 0));
  const [theirs, setTheirs] = useState<CaseRecord | null>(null);
  const latest = useRef(state);
  latest.current = state;

  /** A form that begins filled in may be signed as it stands. */
  const saveNow = async (): Promise<number> =>
    (await saveRecord(caseId, seriesId, { kind, basedOn: state.version, body: state.body })).version;
  const save = async (): Promise<void> => {
    const { body, version, edits } = latest.current;
    // Half of a time of day is no draft yet: it is sent when it is whole.
    if (!shouldSend(latest.current) || !FORM_DRAFTS[kind].safeParse(body).success) return;
    send({ event: 'sending' });
    try {
      const saved = await saveRecord(caseId, seriesId, { kind, basedOn: version, body });
      send({ event: 'saved', version: saved.version, edits });
    } catch (error) {
      if (isProblem(error, 'case/record-changed')) {
        const newer = await getRecords(caseId).catch(() => []);
        setTheirs(newer.find((one) => one.seriesId === seriesId) ?? null);
        send({ event: 'failed', trouble: 'conflict' });
      } else send({ event: 'failed', trouble: isWorthRetrying(error) ? 'offline' : 'refused' });
    }
  };
  const latestSave = useRef(save);
  latestSave.current = save;

  // Each change begins the wait anew.
  useEffect(() => {
    if (!shouldSend(state)) return;
    const timer = setTimeout(() => void latestSave.current(), state.trouble === 'offline' ? RETRY_MS : WAIT_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const unsaved = isUnsaved(state);
  useEffect(() => {
    if (!unsaved) return;
    const now = () => void latestSave.current();
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('online', now);
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('online', now);
      window.removeEventListener('beforeunload', warn);
    };
  }, [unsaved]);
  // Leaving the form does not wait for the timer.
  useEffect(() => () => void latestSave.current(), []);

  return {
    seriesId,
    state,
    theirs,
    saveNow,
    change: (body: SaveRecord['body']) => send({ event: 'changed', body }),
    keepMine: () => {
      if (theirs) send({ event: 'kept-mine', version: theirs.version });
      setTheirs(null);
    },
    takeTheirs: () => {
      if (theirs) send({ event: 'took-theirs', version: theirs.version, body: theirs.body });
      setTheirs(null);
    },
  };
}
