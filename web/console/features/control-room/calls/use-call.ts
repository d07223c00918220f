import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import type { CallLine, PhoneReport } from '#contract/control-room';
import { isWorthRetrying } from '../../../api/request.ts';
import { ME_KEY } from '../../access/index.ts';
import { type CallDraft, draftFrom, emptyDraft, isEmpty, reportInputFrom } from './call-draft.ts';
import { callKey, dropCall, ownCallsKey, sendCall } from './calls.ts';
import { findStoredCall, type StoredCall, type Submission, storeCall } from './stored-call.ts';

/** A breath between two letters; the first letter is sent at once. */
const PAUSE_MS = 700;
/** After the alert each change is a line of the timeline, so a whole thought is waited for. */
const PAUSE_AFTER_ALERT_MS = 2000;
/** While the line is down it is tried again this often. */
const AGAIN_MS = 3000;

export type Saving = 'empty' | 'saving' | 'saved' | 'failed';

/** One call: what stands in the form, kept from the first letter on, and sent in order, one after the other. */
export function useCall(line: CallLine, begun: PhoneReport | null) {
  const client = useQueryClient();
  const me = client.getQueryData<Me>(ME_KEY)?.id ?? '';
  const [first] = useState(() => kept(me, begun) ?? asBegun(line, begun));
  const [draft, setDraft] = useState<CallDraft>(first.draft);
  const [report, setReport] = useState<PhoneReport | null>(first.report);
  const [saving, setSaving] = useState<Saving>(first.report ? 'saved' : 'empty');
  const [problem, setProblem] = useState<unknown>(null);
  const latest = useRef<StoredCall>(first);
  latest.current.draft = draft;
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const ended = useRef(false);

  const keep = useCallback(() => {
    if (!ended.current) storeCall(me, latest.current);
  }, [me]);

  const submit = useCallback(
    async (submission: Submission) => {
      latest.current.pending = submission;
      keep();
      setSaving('saving');
      const { reportId, line: by, input, key } = submission;
      const told = await untilHeard(
        () => sendCall(reportId, by, input, key),
        (error) => {
          setProblem(error);
          setSaving('failed');
          return !ended.current;
        },
      );
      latest.current.report = told;
      latest.current.pending = null;
      keep();
      setReport(told);
      client.setQueryData(callKey(told.reportId), told);
      // What has been said of an open incident is said once; the field is free for what comes next.
      if (told.state === 'submitted') {
        setDraft((typed) => (typed.note.trim() === (input.note ?? '') ? { ...typed, note: '' } : typed));
      }
      setProblem(null);
      setSaving('saved');
      void client.invalidateQueries({ queryKey: ownCallsKey });
    },
    [client, keep],
  );

  const enqueue = useCallback((task: () => Promise<void>) => {
    queue.current = queue.current.then(task).catch((error: unknown) => {
      // Refused for good: it will not be sent again, but stays in the form.
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

  // What this tab had sent and nobody had confirmed when it was reloaded goes again, under its own key.
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

  // Nothing typed may be lost: the first letter goes at once, what follows after a breath. After the alert a note is a
  // message of its own and waits for its button; all else goes by itself.
  const isAlerted = report?.state === 'submitted';
  const typed = JSON.stringify(isAlerted ? { ...draft, note: '' } : draft);
  const sent = useRef(typed);
  const hasReport = report !== null;
  const wasAlerted = useRef(isAlerted);
  useEffect(() => {
    // The alert itself carried what stood in the form.
    if (wasAlerted.current !== isAlerted) {
      wasAlerted.current = isAlerted;
      sent.current = typed;
    }
    keep();
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
  }, [typed, isAlerted, hasReport, send, enqueue, submit, keep]);

  /** The next call: this one is on the server. */
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

function asBegun(line: CallLine, begun: PhoneReport | null): StoredCall {
  return { draft: begun ? draftFrom(begun, line) : emptyDraft(line), report: begun, pending: null };
}

/** What this tab kept, if it is the call that is being opened. An alert with nothing left to say is over: the next one rings. */
function kept(personId: string, begun: PhoneReport | null): StoredCall | null {
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

/** Asks again while no answer comes; a refusal is an answer. */
async function untilHeard<Answer>(ask: () => Promise<Answer>, goOn: (error: unknown) => boolean): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isWorthRetrying(error) || !goOn(error)) throw error;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    }
  }
}
