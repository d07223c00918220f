import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { useText } from '../../ui/use-text.ts';
import css from './escalation.module.css';
import { describeRecipientAgency } from './escalation-text.ts';
import { useEscalationPreview } from './use-escalation-policies.ts';

type Props = { agency: { id: string; nameTh: string; nameEn: string | null } };

/** Whom the policy would alert now, and who would be passed over. */
export function EscalationPreviewCard({ agency }: Props) {
  const { t } = useText(ESCALATION_TEXT);
  const { language } = useText();
  const { data } = useEscalationPreview(agency.id);
  if (!data) return null;
  return (
    <section className={css.card}>
      <h3>{t('preview.title', { agency: formatAgency(agency, language) })}</h3>
      <ol className={css.steps}>
        {data.steps.map(({ afterSeconds, recipients }) => (
          <li key={afterSeconds} className={css.step}>
            <strong>{afterSeconds === 0 ? t('at') : t('after', { seconds: afterSeconds })}</strong>
            <span>
              {recipients.length === 0 && <span className={css.passed}>{t('preview.none')}</span>}
              {recipients.map((one) => (
                <span key={`${one.target} ${one.agencyId}`} className={css.line}>
                  {describeRecipientAgency(one, t, language)}
                  {one.passedOver ? (
                    <span className={css.passed}> · {t(`passed.${one.passedOver}`)}</span>
                  ) : (
                    <span className={css.muted}> · {t('state.people', { count: one.people })}</span>
                  )}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <p className={css.muted}>{t('then', { seconds: data.policy.repeatSeconds })}</p>
    </section>
  );
}
