import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './EtaButtons.module.css';
import { ETA_CHOICES } from './eta-choices.ts';
import { readMinutes } from './read-minutes.ts';

type Props = {
  /** Chosen by key, waiting for Enter: it gets the focus. */
  chosen: number | null;
  disabled: boolean;
  /** The one being sent. */
  sending: number | null;
  /** Read to screen readers before the number: what pressing does. */
  purpose: string;
  onChoose: (minutes: number) => void;
  /** Shown beside the field for any other time. */
  children?: ReactNode;
};

/** One tap gives the ETA: the five times a town patrol needs, and a field for any other. */
export function EtaButtons({ chosen, disabled, sending, purpose, onChoose, children }: Props) {
  const { t } = useText();
  const choices = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It has the focus, so Enter presses it, wherever the focus was before.
    if (chosen !== null) choices.current?.querySelector<HTMLElement>(`[data-minutes="${chosen}"]`)?.focus();
  }, [chosen]);
  const [other, setOther] = useState<string | null>(null);
  useKeys(other === null ? {} : { escape: () => setOther(null) });
  const minutes = readMinutes(other ?? '');
  const submitOther = (event: FormEvent): void => {
    event.preventDefault();
    if (minutes !== null) onChoose(minutes);
  };
  return (
    <>
      <div ref={choices} className={css.choices}>
        {ETA_CHOICES.map((choice, index) => (
          <Button
            key={choice}
            className={css.choice}
            data-minutes={choice}
            data-chosen={chosen === choice || undefined}
            disabled={disabled && sending !== choice}
            loading={sending === choice}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => onChoose(choice)}
          >
            <span className="visually-hidden">{purpose} </span>
            <span className={css.number}>{choice} </span>
            <span className={css.unit}>{t('action.minutes')}</span>
            <kbd className={css.key}>{index + 1}</kbd>
          </Button>
        ))}
      </div>
      {other === null ? (
        <div className={css.below}>
          {children}
          <Button className={css.otherButton} variant="default" disabled={disabled} onClick={() => setOther('')}>
            {t('action.otherMinutes')}
          </Button>
        </div>
      ) : (
        <form className={css.other} onSubmit={submitOther}>
          <TextInput
            aria-label={t('action.otherMinutesLabel')}
            placeholder={t('action.otherMinutesLabel')}
            inputMode="numeric"
            autoFocus
            size="lg"
            value={other}
            onChange={(event) => setOther(event.currentTarget.value)}
          />
          <Button type="submit" size="lg" disabled={minutes === null || disabled}>
            {minutes === null ? t('action.minutes') : t('action.minutesCount', { count: minutes })}
          </Button>
        </form>
      )}
    </>
  );
}
