import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPhoneOff, IconScale, IconUsers } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import type { ReferralSummary } from '#contract/referral-api';
import { useClock } from '../../live/clock.ts';
import { linkTo } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Due } from '../../ui/Due.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDate } from '../../ui/format-time.ts';
import { listed } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { clockOf, type ReferralGroup, type Side } from './order-referrals.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

type Props = { me: Me; one: ReferralSummary; side: Side; group: ReferralGroup; namesAgency: boolean };

/** One act in words, of whom without a name, one clock, one button. */
export function ReferralRow({ me, one, side, group, namesAgency }: Props) {
  const { t, language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const link = linkTo({ name: 'page', page: 'referrals', id: one.id });
  const due = clockOf(one);
  const isLate = useClock((now) => due !== null && now > Date.parse(due));
  const other = formatAgency(side === 'received' ? one.from : one.to, language);
  const own = formatAgency(side === 'received' ? one.to : one.from, language);
  const title = texts.titleOf(one);
  const mayAnswer = me.permissions.includes('referral:answer');
  const button = t(
    group === 'decide' ? 'cameBack.decide' : group === 'answer' && mayAnswer ? 'button.answer' : 'button.look',
  );
  return (
    <li className={work.row} data-group={isLate && group !== 'ended' ? 'late' : undefined}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed(one.id)}>
          {title}
        </a>
        <p>
          {t(side === 'received' ? 'from' : 'to', { agency: other })} · {texts.placeOf(one.place)}
        </p>
        <p className={css.small}>{[one.caseCode, one.code, namesAgency && own].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={work.side}>
        <p className={work.clock}>{due ? <Due at={due} /> : one.endedAt ? formatDate(one.endedAt, language) : null}</p>
        <Button component="a" variant="default" {...link} aria-label={`${button}: ${title} ${one.code}`}>
          {button}
        </Button>
      </div>
      <div className={work.under}>
        <p className={work.chips}>
          {group !== 'answer' && <StatusText one={one} />}
          {one.urgency !== 'normal' && (
            <span className={work.chip} data-risk={one.urgency === 'emergency' ? 'high' : 'medium'}>
              <IconAlertTriangle aria-hidden size={18} /> {texts.urgencies[one.urgency]}
            </span>
          )}
          {one.statutory && (
            <span className={work.chip}>
              <IconScale aria-hidden size={18} /> {t('statutory')}
            </span>
          )}
          {one.bundleId && (
            <span className={work.chip}>
              <IconUsers aria-hidden size={18} /> {t('sibling')}
            </span>
          )}
          {one.silent && (
            <span className={work.safe}>
              <IconPhoneOff aria-hidden size={20} /> {t('silent')}
            </span>
          )}
        </p>
      </div>
    </li>
  );
}

/** What came of it, or where it stands; after an end without help also what follows. */
export function StatusText({ one }: { one: ReferralSummary }) {
  const { language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const { status, endReason, consequence, outcome, confirmation, hold } = one;
  if (outcome)
    return (
      <span className={css.state} data-tone={confirmation === 'received' ? 'good' : undefined}>
        {texts.outcomes[outcome]}
        {confirmation !== 'none' && ` · ${texts.confirmations[confirmation]}`}
      </span>
    );
  const reason = endReason && texts.endReasons[endReason];
  const until = hold && `${texts.holds[hold.reason]} · ${formatDate(hold.until, language)}`;
  return (
    <span className={css.state} data-tone={consequence ? 'failed' : undefined}>
      {[texts.statuses[status], reason ?? until].filter(Boolean).join(': ')}
      {consequence && ` → ${texts.consequences[consequence]}`}
    </span>
  );
}
