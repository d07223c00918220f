import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { describeProblem } from '../api/describe-problem.ts';
import css from './InlineForm.module.css';
import { useText } from './use-text.ts';

type Props = {
  /** One line that explains what submitting will do. */
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

/** A small form inside the page; never a dialog over the alarms. Escape closes it. */
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
        // Elsewhere Escape goes back to the queue; here it only closes this form.
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
