import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { PUBLIC_STATUS } from '#contract/help';
import type { BenefitOutlook, EarlierHelp as Earlier } from '#contract/help-api';
import { HELP_FORM_TEXTS } from '#contract/help-form-texts';
import { HELP_TEXT } from '../../text/help.ts';
import { formatDate } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';
import { useHelpRules } from './help-data.ts';

type Props = {
  earlier: readonly Earlier[];
  outlook: readonly BenefitOutlook[];
  openCode: string | null;
  chosen: string | undefined;
  /** Also benefits that nobody asked for, as for a decision. */
  all?: boolean;
};

/** What the family had before and how each kind of aid stands, before it is asked for or granted. */
export function EarlierHelp({ earlier, outlook, openCode, chosen, all = false }: Props) {
  const { t, language } = useText(HELP_TEXT);
  const rules = useHelpRules();
  const nameOf = (code: string | null): string => {
    const found = rules.data?.benefits.find((one) => one.code === code);
    return (language === 'en' ? found?.en : found?.th) ?? t('noBenefit');
  };
  const shown = outlook.filter(({ benefit, used }) => all || benefit === chosen || used > 0);
  return (
    <>
      {openCode !== null && (
        <p className={css.warning}>
          <IconAlertTriangle aria-hidden size={22} /> {t('earlier.open', { code: openCode })}
        </p>
      )}
      {shown.length > 0 && (
        <section className={css.part}>
          <h3>{t('outlook.title')}</h3>
          <ul className={css.outlooks}>
            {shown.map((one) => (
              <li key={one.benefit} data-tone={one.isReached ? 'red' : one.benefit === chosen ? 'chosen' : undefined}>
                <b>{nameOf(one.benefit)}</b>
                <span>
                  {one.timesPerYear === null
                    ? t('outlook.used', { used: one.used })
                    : t('outlook.usedOf', { used: one.used, of: one.timesPerYear })}
                  {' · '}
                  {t('outlook.ceiling', { baht: one.ceilingBaht.toLocaleString('en') })}
                  {' · '}
                  {t(`outlook.for.${one.countedFor}`)}
                </span>
                {one.isReached && <span className={css.problem}>{t('outlook.reached')}</span>}
                <span className={css.rules}>
                  {one.rules.map(({ rule, answer }) => (
                    <span
                      key={rule}
                      className={css.chip}
                      data-tone={answer === 'yes' ? 'green' : answer === 'no' ? 'red' : 'amber'}
                    >
                      {answer === 'yes' ? '✓' : answer === 'no' ? '✗' : '?'} {t(`rule.${rule}`)}
                    </span>
                  ))}
                </span>
                {one.unverified && (
                  <span className={css.small}>
                    <IconInfoCircle aria-hidden size={16} /> {t('unverified')}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {earlier.length > 0 && (
        <section className={css.part}>
          <h3>{t('earlier.title')}</h3>
          <ul className={css.lines}>
            {earlier.map((one) => (
              <li key={one.code}>
                <b>{one.code}</b> {nameOf(one.benefit)} ·{' '}
                {HELP_FORM_TEXTS[language].publicStatuses[PUBLIC_STATUS[one.status]]}
                {one.submittedAt && ` · ${formatDate(one.submittedAt, language)}`}
                {one.grantedAmount !== null && ` · ${t('baht', { baht: one.grantedAmount.toLocaleString('en') })}`}
                {!one.samePerson && ` · ${t('earlier.family')}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
