import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { sayProblem } from '../api/problem-words.ts';
import css from './AskForm.module.css';
import { useWords } from './use-words.ts';

type Props = {
  /** Says in one line what will happen, before it happens. */
  why?: string | undefined;
  submitLabel: string;
  isReady?: boolean;
  isSending: boolean;
  error?: unknown;
  tone?: 'danger' | undefined;
  onSubmit: () => void;
  onCancel?: (() => void) | undefined;
  children?: ReactNode;
};

/** A small form in its place on a page; never a window over the alarms. Escape puts it away. */
export function AskForm({
  why,
  submitLabel,
  isReady = true,
  isSending,
  error,
  tone,
  onSubmit,
  onCancel,
  children,
}: Props) {
  const { t, language } = useWords();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isSending) onSubmit();
  };
  return (
    <form
      className={css.form}
      data-tone={tone}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !onCancel) return;
        // Escape elsewhere goes back to the queue: here it only puts this form away.
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      {why && <p>{why}</p>}
      {children}
      {error !== undefined && error !== null && (
        <p className={css.problem} role="alert">
          {sayProblem(error, language)}
        </p>
      )}
      <div className={css.buttons}>
        <Button
          type="submit"
          className={tone === 'danger' ? css.danger : undefined}
          disabled={!isReady}
          loading={isSending}
        >
          {submitLabel}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
