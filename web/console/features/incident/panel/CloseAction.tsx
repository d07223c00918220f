import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IncidentDetail } from '#contract/incident';
import { NO_HAND_OVER, type NoHandOver } from '#contract/incident-actions';
import { useText } from '../../../ui/use-text.ts';
import css from './actions.module.css';
import type { Sending } from './use-submission.ts';

/** The last action: one tap closes it. Above it, who will be handed over for care, as the server will decide. */
export function CloseAction({ detail, sending }: { detail: IncidentDetail | undefined; sending: Sending }) {
  const { t } = useText();
  const [victims, setVictims] = useState(detail?.care.victims ?? false);
  const [children, setChildren] = useState(detail?.care.children ?? false);
  const [noHandOver, setNoHandOver] = useState<NoHandOver | ''>('');
  const wasKnown = detail?.care.victims === true || detail?.care.children === true;
  const needsCare = victims || children || wasKnown;
  // "Handed to care" is always handed over: there is nothing to choose.
  const isFixed = detail?.disposition === 'handed-to-care';
  const body = detail ? { victims, children, ...(needsCare && noHandOver && { noHandOver }) } : {};
  return (
    <section className={css.action} aria-label={t('action.title')}>
      {detail && (
        <fieldset className={css.care}>
          <legend className="visually-hidden">{t('care.who')}</legend>
          <label className={css.choice}>
            <input type="checkbox" checked={victims} onChange={(event) => setVictims(event.currentTarget.checked)} />
            {t('care.victims')}
          </label>
          <label className={css.choice}>
            <input type="checkbox" checked={children} onChange={(event) => setChildren(event.currentTarget.checked)} />
            {t('care.children')}
          </label>
        </fieldset>
      )}
      {needsCare && (
        <label className={css.careWhere}>
          {t('care.after')}
          <select
            value={isFixed ? '' : noHandOver}
            disabled={isFixed}
            onChange={(event) => setNoHandOver(NO_HAND_OVER.find((one) => one === event.currentTarget.value) ?? '')}
          >
            <option value="">{t('care.handOver')}</option>
            {NO_HAND_OVER.map((reason) => (
              <option key={reason} value={reason}>
                {t('care.not')}: {t(`care.reason.${reason}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button
        className={css.big}
        loading={sending.pending?.action === 'close'}
        onClick={() => sending.send({ action: 'close', body })}
      >
        {t('action.close')}
      </Button>
      <p className={css.hint}>{t('action.closeHint')}</p>
    </section>
  );
}
