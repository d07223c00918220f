import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import type { CallLine, PhoneReport } from '#contract/control-room';
import { isWorthRetrying } from '../../../api/request.ts';
import { ME_KEY } from '../../access/index.ts';
import { type CallDraft, draftFrom, emptyDraft, isEmpty, reportInputFrom } from './call-draft.ts';
import { callKey, dropCall, ownCallsKey, sendCall } from './calls.ts';
import { findStoredCall, type StoredCall, type Submission, storeCall } from './stored-call.ts';

/** Delay after typing; the first letter is sent at once. */
const PAUSE_MS = 700;
/** After the alert each change is a line of the timeline, so wait until the clerk has finished typing. */
const PAUSE_AFTER_ALERT_MS = 2000;
/** Interval of retries while the server cannot be reached. */
const AGAIN_MS = 3000;

export type Saving = 'empty' | 'saving' | 'saved' | 'failed';

/** One call: its form is stored from the first letter on, and its requests are sent one after the other. */
export function useCall(line: CallLine, begun: PhoneReport | null) {
  const client = useQueryClient();
  const me = client.getQueryData<Me>(ME_KEY)?.id ?? '';
  const [first] = useState(() => restoreCall(me, begun) ?? callFrom(line, begun));
  const [draft, setDraft] = useState<CallDraft>(first.draft);
  const [report, setReport] = useState<PhoneReport | null>(first.report);
  const [saving, setSaving] = useState<Saving>(first.report ? 'saved' : 'empty');
  const [problem, setProblem] = useState<unknown>(null);
  const latest = useRef<StoredCall>(first);
  latest.current.draft = draft;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const ended = useRef(false);

  const store = useCallback(() => {
    if (!ended.current) storeCall(me, latest.current);
  }, [me]);

  const submit = useCallback(
    async (submission: Submission) => {
      latest.current.pending = submission;
      store();
      setSaving('saving');
      const { reportId, line: by, input, key } = submission;
      const saved = await retryUntilAnswered(
        () => sendCall(reportId, by, input, key),
        (error) => {
          setProblem(error);
          setSaving('failed');
          return !ended.current;
        },
      );
      latest.current.report = saved;
      latest.current.pending = null;
      store();
      setReport(saved);
      client.setQueryData(callKey(saved.reportId), saved);
      // A note on an open incident is sent once; then the field is free for the next one.
      if (saved.state === 'submitted') {
        setDraft((typed) => (typed.note.trim() === (input.note ?? '') ? { ...typed, note: '' } : typed));
      }
      setProblem(null);
      setSaving('saved');
      void client.invalidateQueries({ queryKey: ownCallsKey });
    },
    [client, store],
  );

  const enqueue = useCallback((task: () => Promise<void>) => {
    queue.current = queue.current.then(task).catch((error: unknown) => {
      // Refused: it is not sent again, but stays in the form.
      latest.current.pending = null;
      setProblem(error);
      setSaving('failed');
    });
    return queue.current;
  }, []);

  const send = useCallback(
    (how: { isDraft: boolean; cutOff?: boolean }) =>
      enqueue(() => {
        const { draft: now, report: known } = latest.current;
        const input = { ...reportInputFrom(now, how.isDraft, known), ...(how.cutOff && { cutOff: true }) };
        return submit({ reportId: known?.reportId ?? null, line: now.line, input, key: crypto.randomUUID() });
      }),
    [enqueue, submit],
  );

  // A request that was not confirmed before a reload is repeated under its key.
  useEffect(() => {
    ended.current = false;
    const { pending } = first;
    if (pending) void enqueue(() => submit(pending));
    return () => {
      ended.current = true;
    };
  }, [first, enqueue, submit]);

  const change = useCallback((part: Partial<CallDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblem(null);
  }, []);

  // Nothing typed may be lost: the first letter is sent at once, the rest after a short delay. After the alert a note is a
  // message of its own and waits for its button; other fields are still sent automatically.
  const isAlerted = report?.state === 'submitted';
  const typed = JSON.stringify(isAlerted ? { ...draft, note: '' } : draft);
  const sent = useRef(typed);
  const hasReport = report !== null;
  const wasAlerted = useRef(isAlerted);
  useEffect(() => {
    // The alert contained the values of the form.
    if (wasAlerted.current !== isAlerted) {
      wasAlerted.current = isAlerted;
      sent.current = typed;
    }
    store();
    if (typed === sent.current || (!hasReport && isEmpty(JSON.parse(typed) as CallDraft))) return;
    const timer = setTimeout(
      () => {
        sent.current = typed;
        if (isAlerted) void enqueue(() => submitWithoutNote(latest.current, submit));
        else void send({ isDraft: true });
      },
      isAlerted ? PAUSE_AFTER_ALERT_MS : hasReport ? PAUSE_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [typed, isAlerted, hasReport, send, enqueue, submit, store]);

  /** Leaves this call, which is on the server, for the next one. */
  const leave = useCallback(() => {
    ended.current = true;
    storeCall(me, null);
  }, [me]);

  const drop = useCallback(async () => {
    await queue.current;
    const known = latest.current.report;
    if (known) await dropCall(known.reportId).catch(setProblem);
    void client.invalidateQueries({ queryKey: ownCallsKey });
  }, [client]);

  return { draft, change, report, saving, problem, send, drop, leave };
}

function callFrom(line: CallLine, begun: PhoneReport | null): StoredCall {
  return { draft: begun ? draftFrom(begun, line) : emptyDraft(line), report: begun, pending: null };
}

/** The call stored in this tab, if it is the one being opened. One whose alert is sent and has no open note is finished. */
function restoreCall(personId: string, begun: PhoneReport | null): StoredCall | null {
  const call = findStoredCall(personId);
  if (!call || (begun !== null && call.report?.reportId !== begun.reportId)) return null;
  const isOver = call.report?.state === 'submitted' && !call.pending && !call.draft.note.trim();
  const draft = { ...emptyDraft(call.draft.line), ...call.draft };
  return isOver && begun === null ? null : { ...call, draft };
}

function submitWithoutNote(
  { draft, report }: StoredCall,
  submit: (submission: Submission) => Promise<void>,
): Promise<void> {
  const input = reportInputFrom({ ...draft, note: '' }, false, report && { ...report, note: null });
  return submit({ reportId: report?.reportId ?? null, line: draft.line, input, key: crypto.randomUUID() });
}

/** Repeats the request until there is an answer; a refusal is an answer. */
async function retryUntilAnswered<Answer>(
  ask: () => Promise<Answer>,
  goOn: (error: unknown) => boolean,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isWorthRetrying(error) || !goOn(error)) throw error;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    }
  }
}
