import { Button } from '@mantine/core';
import { useWords } from '../../../ui/use-words.ts';
import css from './acts.module.css';
import { EtaButtons } from './EtaButtons.tsx';
import type { Sending } from './use-submission.ts';

/** A promise that cannot be kept is corrected: the reporter hears the new one. */
export function EtaAct({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const { t } = useWords();
  return (
    <section className={css.act}>
      <h3 className={css.title}>{t('act.etaTitle')}</h3>
      <EtaButtons
        chosen={null}
        disabled={sending.pending !== null}
        sending={sending.pending?.action === 'eta' ? sending.pending.body.etaMinutes : null}
        purpose={t('act.eta')}
        onChoose={(etaMinutes) => sending.send({ action: 'eta', body: { etaMinutes } })}
      />
      <Button className={css.putAway} variant="default" onClick={onCancel}>
        {t('app.cancel')}
      </Button>
    </section>
  );
}
