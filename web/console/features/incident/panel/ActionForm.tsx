import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../../../ui/use-text.ts';
import css from './actions.module.css';

type Props = {
  title: string;
  hint?: string | undefined;
  submitLabel: string;
  isReady: boolean;
  isSending: boolean;
  tone?: 'danger' | undefined;
  onSubmit: () => void;
  /** Absent if the form is the next action itself and can't be closed. */
  onCancel?: (() => void) | undefined;
  children?: ReactNode;
};

/** A small form in its place on the panel; never a window over the alarms. */
export function ActionForm({
  title,
  hint,
  submitLabel,
  isReady,
  isSending,
  tone,
  onSubmit,
  onCancel,
  children,
}: Props) {
  const { t } = useText();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) onSubmit();
  };
  return (
    <form className={css.action} onSubmit={submit}>
      <h3 className={css.title}>{title}</h3>
      <div className={css.stack}>
        {hint && <p className={css.hint}>{hint}</p>}
        {children}
        <div className={css.row}>
          <Button
            type="submit"
            className={tone === 'danger' ? css.danger : css.go}
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
      </div>
    </form>
  );
}
