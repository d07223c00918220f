import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { describeProblem } from '../api/describe-problem.ts';
import css from './InlineForm.module.css';
import { useText } from './use-text.ts';

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
export function InlineForm({
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
  const { t, language } = useText();
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
          {describeProblem(error, language)}
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
