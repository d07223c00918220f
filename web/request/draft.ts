import type { HelpForm } from '#contract/help-form';
import { helpValueAt, withHelpValue } from '#contract/help-form-fields';
import type { HelpLinkView } from '#contract/help-link';
import type { RequestApi } from './request-api.ts';

/** After this pause in typing it is saved. */
const PAUSE_MS = 700;
const TRY_AGAIN_MS = 4000;

export type SaveState = 'saved' | 'saving' | 'not-saved';

/** What is typed, saved as one types: one save at a time, tried again until it works. */
export function createDraft(
  api: RequestApi,
  first: HelpLinkView,
  { onState, onView }: { onState: (state: SaveState) => void; onView: (view: HelpLinkView) => void },
) {
  let form: HelpForm = first.form ?? {};
  let isDirty = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), milliseconds);
  };
  async function saveOnce(): Promise<void> {
    isDirty = false;
    onState('saving');
    try {
      onView(await api.save({ form }));
      onState(isDirty ? 'saving' : 'saved');
      if (isDirty) later(0);
    } catch {
      isDirty = true;
      onState('not-saved');
      later(TRY_AGAIN_MS);
    }
  }
  function save(): Promise<void> {
    running ??= saveOnce().finally(() => {
      running = undefined;
    });
    return running;
  }
  return {
    form: () => form,
    value: (path: string) => helpValueAt(form, path),
    set(path: string, value: unknown): void {
      form = withHelpValue(form, path, value);
      isDirty = true;
      onState('saving');
      later(PAUSE_MS);
    },
    /** Saves what is left; false if it could not be. */
    async finish(): Promise<boolean> {
      clearTimeout(timer);
      await running;
      if (isDirty) await save();
      return !isDirty;
    },
    /** The page is hidden: the last letters go out with it. */
    leave(): void {
      if (isDirty) void api.save({ form }, true).catch(() => undefined);
    },
  };
}
export type Draft = ReturnType<typeof createDraft>;
