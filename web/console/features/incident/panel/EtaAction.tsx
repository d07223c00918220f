import { Button } from '@mantine/core';
import { useText } from '../../../ui/use-text.ts';
import css from './actions.module.css';
import { EtaButtons } from './EtaButtons.tsx';
import type { Sending } from './use-submission.ts';

/** Corrects an ETA that can't be met: the reporter is notified of the new one. */
export function EtaAction({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const { t } = useText();
  return (
    <section className={css.action}>
      <h3 className={css.title}>{t('action.etaTitle')}</h3>
      <EtaButtons
        chosen={null}
        disabled={sending.pending !== null}
        sending={sending.pending?.action === 'eta' ? sending.pending.body.etaMinutes : null}
        purpose={t('action.eta')}
        onChoose={(etaMinutes) => sending.send({ action: 'eta', body: { etaMinutes } })}
      />
      <Button className={css.putAway} variant="default" onClick={onCancel}>
        {t('app.cancel')}
      </Button>
    </section>
  );
}
