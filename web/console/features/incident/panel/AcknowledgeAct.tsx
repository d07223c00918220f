import { useState } from 'react';
import { useKeys } from '../../../ui/use-keys.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './acts.module.css';
import { EtaButtons } from './EtaButtons.tsx';
import { ETA_CHOICES } from './eta-choices.ts';
import type { Sending } from './use-submission.ts';

/**
 * Two taps (the row, the minutes) or two keys: `A` then a digit sends at once; a digit alone chooses and Enter sends, so
 * that a single stray key never answers an alarm.
 */
export function AcknowledgeAct({ sending }: { sending: Sending }) {
  const { t } = useWords();
  const [isArmed, setArmed] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const acknowledge = (etaMinutes: number): void => sending.send({ action: 'acknowledge', body: { etaMinutes } });
  const press = (index: number): void => {
    const minutes = ETA_CHOICES[index];
    if (minutes === undefined) return;
    if (isArmed) acknowledge(minutes);
    else setChosen(minutes);
  };
  useKeys({
    a: () => setArmed(true),
    ...Object.fromEntries(ETA_CHOICES.map((_, index) => [String(index + 1), () => press(index)])),
    ...(chosen === null ? {} : { enter: () => acknowledge(chosen) }),
  });
  const pending = sending.pending?.action === 'acknowledge' ? sending.pending.body.etaMinutes : null;
  const hint = isArmed ? t('act.armed') : chosen === null ? null : t('act.confirmWith', { minutes: chosen });
  return (
    <section className={css.act} aria-labelledby="acknowledge-title">
      <h3 id="acknowledge-title" className={css.title}>
        {t('act.acknowledgeWithin')}
      </h3>
      <EtaButtons
        chosen={chosen}
        disabled={sending.pending !== null}
        sending={pending}
        purpose={t('act.acknowledgeIn')}
        onChoose={acknowledge}
      />
      <p className={css.hint} aria-live="polite">
        {hint}
      </p>
    </section>
  );
}
