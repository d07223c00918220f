import { useState } from 'react';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import { BestUnit } from '../lazy-pages.ts';
import css from './actions.module.css';
import { EtaButtons } from './EtaButtons.tsx';
import { ETA_CHOICES } from './eta-choices.ts';
import type { Sending } from './use-submission.ts';

type Props = {
  incidentId: string;
  /** May send a unit with the same press; undefined while that is not known. */
  maySend: boolean | undefined;
  sending: Sending;
};

/**
 * Two taps (the row, the minutes) or two keys: `A` then a digit sends at once; a digit alone chooses and Enter sends,
 * so that a single stray key never answers an alarm. Below it the best unit: acknowledged and sent by one press.
 */
export function AcknowledgeAction({ incidentId, maySend, sending }: Props) {
  const { t } = useText();
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
    ...(isArmed || chosen !== null ? { escape: putAway } : {}),
  });
  const pending = sending.pending?.action === 'acknowledge' ? sending.pending.body.etaMinutes : null;
  const hint = isArmed ? t('action.armed') : chosen === null ? null : t('action.confirmWith', { minutes: chosen });
  return (
    <section className={css.action} aria-labelledby="acknowledge-title">
      <h3 id="acknowledge-title" className={css.title}>
        {t('action.acknowledgeWithin')} <kbd className={css.key}>A</kbd>
      </h3>
      <EtaButtons
        chosen={chosen}
        disabled={sending.pending !== null}
        sending={pending}
        purpose={t('action.acknowledgeIn')}
        onChoose={acknowledge}
      >
        {/* Its space is reserved, or the button about to be pressed would move under the finger. */}
        {maySend !== false && (
          <LazyPart waiting={<span className={css.slot} />}>
            {maySend ? <BestUnit incidentId={incidentId} sending={sending} answers /> : <span className={css.slot} />}
          </LazyPart>
        )}
      </EtaButtons>
      <p className={css.hint} aria-live="polite">
        {hint}
      </p>
    </section>
  );

  function putAway(): void {
    setArmed(false);
    setChosen(null);
  }
}
