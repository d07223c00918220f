import { useQuery } from '@tanstack/react-query';
import { auditTailSchema } from '#contract/audit';
import { getJson } from '../../api/request.ts';
import { serverNow } from '../../live/clock.ts';
import { AUDIT_TEXT } from '../../text/audit.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './SystemAlertsPage.module.css';

/** The last entry of the audit chain, to be noted down where somebody who changes the database can't change it too. */
export function AuditTail() {
  const { language } = useText();
  const { t } = useText(AUDIT_TEXT);
  const tail = useQuery({
    queryKey: ['audit-tail'],
    queryFn: async ({ signal }) => auditTailSchema.parse(await getJson('/api/v1/audit/tail', signal)),
  });
  const last = tail.data?.last;
  if (!last) return null;
  return (
    <section className={css.tail}>
      <h3>{t('title')}</h3>
      <p>
        {t('number')} <strong>{last.seq}</strong> · {formatMoment(last.sealedAt, serverNow(), language)}
      </p>
      <code className={css.hash}>{last.hash}</code>
      <p className={css.small}>{t('hint')}</p>
    </section>
  );
}
