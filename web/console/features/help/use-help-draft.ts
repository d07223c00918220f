import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DangerAnswer, HelpDraft } from '#contract/help-api';
import type { HelpForm } from '#contract/help-form';
import { withHelpValue } from '#contract/help-form-fields';
import { saveHelpDraft } from './help-data.ts';
import { HELP_KEY } from './help-key.ts';

/** After this pause in typing it is saved. */
const PAUSE_MS = 700;
const TRY_AGAIN_MS = 4000;

export type Saved = 'nothing' | 'saving' | 'saved' | 'not-saved';
type Channel = 'phone-1300' | 'walk-in';

/** A request as it is typed: begun with the first answer, saved after each pause, one save at a time. */
export function useDraftOf(first: HelpDraft | undefined) {
  const client = useQueryClient();
  const [form, setForm] = useState<HelpForm>(first?.form ?? {});
  const [draft, setDraft] = useState(first);
  const [said, setSaid] = useState<Saved>('nothing');
  const latest = useRef({
    form,
    id: first?.id,
    isDirty: false,
    timer: 0,
    running: undefined as Promise<void> | undefined,
  });

  async function saveOnce(more: object): Promise<void> {
    const now = latest.current;
    now.isDirty = false;
    setSaid('saving');
    try {
      const saved = await saveHelpDraft(now.id, { form: now.form, ...more });
      if (now.id === undefined) {
        now.id = saved.id;
        // The address of the draft, so that a page that is loaded again finds it; no new page is drawn.
        history.replaceState(history.state, '', `#draft/${saved.id}`);
      }
      setDraft(saved);
      setSaid(now.isDirty ? 'saving' : 'saved');
      if (now.isDirty) later(0);
    } catch (error) {
      now.isDirty = true;
      setSaid('not-saved');
      later(TRY_AGAIN_MS);
      if ('danger' in more) throw error;
    }
  }
  async function save(more: object = {}): Promise<void> {
    const now = latest.current;
    clearTimeout(now.timer);
    await now.running?.catch(() => undefined);
    now.running = saveOnce(more).finally(() => {
      now.running = undefined;
    });
    return now.running;
  }
  function later(milliseconds: number): void {
    clearTimeout(latest.current.timer);
    latest.current.timer = window.setTimeout(() => void save(), milliseconds);
  }
  useEffect(
    () => () => {
      const now = latest.current;
      clearTimeout(now.timer);
      // The last letters go out with the page that is left.
      if (now.isDirty && now.id !== undefined) void saveHelpDraft(now.id, { form: now.form }).catch(() => undefined);
      void client.invalidateQueries({ queryKey: [...HELP_KEY, 'list'] });
    },
    [client],
  );
  return {
    form,
    draft,
    said,
    set(path: string, value: unknown): void {
      const now = latest.current;
      now.form = withHelpValue(now.form, path, value);
      now.isDirty = true;
      setForm(now.form);
      setSaid('saving');
      later(PAUSE_MS);
    },
    answerDanger: (danger: DangerAnswer, more: { silent?: boolean; channel?: Channel }) => save({ danger, ...more }),
    /** Saves what is left; false if it could not be. */
    async finish(): Promise<boolean> {
      const now = latest.current;
      await now.running?.catch(() => undefined);
      if (now.isDirty || now.id === undefined) await save();
      return !now.isDirty;
    },
  };
}
export type TypedDraft = ReturnType<typeof useDraftOf>;
