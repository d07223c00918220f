import { IconCircleCheck, IconClockExclamation } from '@tabler/icons-react';
import { EARLY_TEXT } from '../../../text/early.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { Answered } from './EarlyCards.tsx';
import css from './early.module.css';
import { useInCare } from './early-data.ts';

/** While it is open, what the police see of care: whether somebody is in care, and whether a social worker comes along. */
export default function InCareFact({ incidentId }: { incidentId: string }) {
  const { t, language } = useText(EARLY_TEXT);
  const { data } = useInCare(incidentId);
  if (!data) return null;
  const { inCare, socialWorker } = data;
  return (
    <>
      <dt>{t('care')}</dt>
      <dd>
        {inCare ? (
          <span className={css.good}>
            <IconCircleCheck aria-hidden size={20} /> {t('inCare')}
          </span>
        ) : (
          t('notInCare')
        )}
        {socialWorker && (
          <p className={socialWorker.answered ? css.good : css.waiting}>
            {socialWorker.answered ? (
              <IconCircleCheck aria-hidden size={20} />
            ) : (
              <IconClockExclamation aria-hidden size={20} />
            )}
            <span>
              {socialWorker.answered ? (
                <Answered answered={socialWorker.answered} />
              ) : socialWorker.provinceAt ? (
                t('province', { time: formatTime(socialWorker.provinceAt, language) })
              ) : (
                t('told', { time: formatTime(socialWorker.knownAt, language) })
              )}
              {' · '}
              {formatAgency(socialWorker.agency, language)}
            </span>
          </p>
        )}
      </dd>
    </>
  );
}
