import { useQuery } from '@tanstack/react-query';
import { auditTailSchema } from '#contract/audit';
import { getJson } from '../../api/request.ts';
import { serverNow } from '../../live/clock.ts';
import { sayMoment } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import css from './OperatorAlarmsPage.module.css';

/** The last link of the audit, to be noted down where whoever changes the database can't change it too. */
export function AuditTail() {
  const { t, language } = useWords();
  const tail = useQuery({
    queryKey: ['audit-tail'],
    queryFn: async ({ signal }) => auditTailSchema.parse(await getJson('/api/v1/audit/tail', signal)),
  });
  const last = tail.data?.last;
  if (!last) return null;
  return (
    <section className={css.tail}>
      <h3>{t('operator.tail.title')}</h3>
      <p>
        {t('operator.tail.number')} <strong>{last.seq}</strong> · {sayMoment(last.sealedAt, serverNow(), language)}
      </p>
      <code className={css.hash}>{last.hash}</code>
      <p className={css.small}>{t('operator.tail.hint')}</p>
    </section>
  );
}
