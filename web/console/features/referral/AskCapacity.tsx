import { Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReferralUrgency } from '#contract/referral';
import type { Service } from '#contract/services';
import { describeProblem } from '../../api/describe-problem.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Since } from '../../ui/Since.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { useAskCapacity, useAskedCapacity } from './referral-data.ts';
import css from './referrals.module.css';

type Props = { caseId: string; needId: string; service: Service; urgency: ReferralUrgency };

/** "Have you a place?", asked with need, age band and area alone; the last answer of this service stands here. */
export function AskCapacity({ caseId, needId, service, urgency }: Props) {
  const { t, language } = useText(REFERRALS_TEXT);
  const ask = useAskCapacity(caseId);
  const last = useAskedCapacity(caseId)
    .data?.filter(({ serviceCode, to }) => serviceCode === service.code && to.id === service.agencyId)
    .toSorted((one, other) => other.askedAt.localeCompare(one.askedAt))[0];
  return (
    <div className={css.capacity}>
      {last && (
        <p data-tone={last.answer === 'yes' ? 'good' : last.answer === 'no' ? 'failed' : undefined}>
          {last.answer === null ? (
            <Since at={last.askedAt} text={(time) => t('capacity.waits', { time })} />
          ) : last.answer === 'later' && last.freeFrom ? (
            t('capacity.said.later', { day: formatDay(last.freeFrom, language) })
          ) : (
            t(`capacity.said.${last.answer === 'yes' ? 'yes' : 'no'}`)
          )}
        </p>
      )}
      {ask.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(ask.error, language)}
        </p>
      )}
      {last?.answer !== null && (
        <Button
          variant="default"
          leftSection={<IconHelpCircle aria-hidden size={22} />}
          loading={ask.isPending}
          onClick={() => ask.mutate({ needId, serviceCode: service.code, toAgencyIds: [service.agencyId], urgency })}
        >
          {t('capacity.ask')}
        </Button>
      )}
    </div>
  );
}
