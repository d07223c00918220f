import { Button } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { askForProof } from '../../../api/proof.ts';
import { ACCOUNT_TEXT } from '../../../text/account.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { ME_KEY } from '../session.ts';
import css from './ProofForm.module.css';

/** A warning before the session ends: re-authentication prolongs it, and nothing is lost. */
export function SessionEnd({ endsAt }: { endsAt: string }) {
  const { language } = useText();
  const { t } = useText(ACCOUNT_TEXT);
  const client = useQueryClient();
  const stay = async (): Promise<void> => {
    if (await askForProof()) await client.invalidateQueries({ queryKey: ME_KEY });
  };
  return (
    <section className={css.bar} role="status">
      <div className={css.text}>
        <IconClockExclamation aria-hidden size={28} />
        <div>
          <h2 className={css.title}>{t('ends.title', { time: formatTime(endsAt, language) })}</h2>
          <p className={css.hint}>{t('ends.hint')}</p>
        </div>
      </div>
      <Button size="lg" onClick={() => void stay()}>
        {t('ends.stay')}
      </Button>
    </section>
  );
}
