import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallLine, PhoneReport } from '#contract/dispatch';
import { type CallDraft, draftFrom, emptyDraft, isEmpty, wordsOf } from './call-draft.ts';
import { callKey, dropCall, ownCallsKey, tellCall } from './calls.ts';

/** A breath between two letters; the first letter is sent at once. */
const PAUSE_MS = 700;

export type Saving = 'empty' | 'saving' | 'saved' | 'failed';

/** One call: what stands in the form, kept from the first letter on, and sent in order, one after the other. */
export function useCall(line: CallLine, begun: PhoneReport | null) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<CallDraft>(() => (begun ? draftFrom(begun, line) : emptyDraft(line)));
  const [report, setReport] = useState<PhoneReport | null>(begun);
  const [saving, setSaving] = useState<Saving>(begun ? 'saved' : 'empty');
  const [problem, setProblem] = useState<unknown>(null);
  const latest = useRef({ draft, report });
  latest.current.draft = draft;
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const send = useCallback(
    (how: { isDraft: boolean; cutOff?: boolean }) => {
      const key = crypto.randomUUID();
      const next = queue.current.then(async () => {
        const { draft: now, report: known } = latest.current;
        setSaving('saving');
        const words = { ...wordsOf(now, how.isDraft), ...(how.cutOff && { cutOff: true }) };
        const told = await tellCall(known?.reportId ?? null, now.line, words, key);
        latest.current.report = told;
        setReport(told);
        client.setQueryData(callKey(told.reportId), told);
        // What has been said of an open incident is said once; the field is free for what comes next.
        if (told.state === 'submitted') setDraft((typed) => (typed.note === now.note ? { ...typed, note: '' } : typed));
        setProblem(null);
        setSaving('saved');
        void client.invalidateQueries({ queryKey: ownCallsKey });
      });
      queue.current = next.catch((error: unknown) => {
        setProblem(error);
        setSaving('failed');
      });
      return queue.current;
    },
    [client],
  );

  const change = useCallback((part: Partial<CallDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblem(null);
  }, []);

  // Nothing typed may be lost: the first letter goes at once, what follows after a breath.
  const isOpen = report?.state !== 'submitted';
  const typed = JSON.stringify(draft);
  const kept = useRef(typed);
  const hasReport = report !== null;
  useEffect(() => {
    if (!isOpen || typed === kept.current || isEmpty(JSON.parse(typed) as CallDraft)) return;
    const timer = setTimeout(
      () => {
        kept.current = typed;
        void send({ isDraft: true });
      },
      hasReport ? PAUSE_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [typed, isOpen, hasReport, send]);

  const drop = useCallback(async () => {
    await queue.current;
    const known = latest.current.report;
    if (known) await dropCall(known.reportId).catch(setProblem);
    void client.invalidateQueries({ queryKey: ownCallsKey });
  }, [client]);

  return { draft, change, report, saving, problem, send, drop };
}
