import {
  IconCheck,
  IconFileText,
  IconGavel,
  IconHeartHandshake,
  IconHourglass,
  IconInbox,
  IconMessageQuestion,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Me } from '#contract/access';
import { useAddress } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { useRowKeys } from '../../ui/list-keys.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { CapacityQuestions } from './CapacityQuestions.tsx';
import { NeedsBack } from './NeedsBack.tsx';
import { groupReferrals, type ReferralGroup, type Side } from './order-referrals.ts';
import { ReferralRow } from './ReferralRow.tsx';
import { useReferrals } from './referral-data.ts';
import css from './referrals.module.css';

const ICONS: Record<ReferralGroup, ReactNode> = {
  decide: <IconGavel aria-hidden size={22} />,
  answer: <IconInbox aria-hidden size={22} />,
  ask: <IconMessageQuestion aria-hidden size={22} />,
  work: <IconHeartHandshake aria-hidden size={22} />,
  wait: <IconHourglass aria-hidden size={22} />,
  draft: <IconFileText aria-hidden size={22} />,
  ended: <IconCheck aria-hidden size={22} />,
};

/** What was sent to us, and what we sent: what waits for somebody here stands first. */
export function ReferralList({ me }: { me: Me }) {
  const { t } = useText(REFERRALS_TEXT);
  const { hash } = useAddress();
  const maySend = me.permissions.includes('case:work');
  const side: Side = maySend && hash !== '#received' ? 'sent' : 'received';
  useRowKeys('referrals');
  return (
    <section className={css.page} aria-labelledby="referrals-title">
      <h2 id="referrals-title" className={css.title}>
        {t(maySend ? 'title' : 'titleReceived')}
      </h2>
      {maySend && (
        <nav className={work.tabs} aria-label={t('title')}>
          {(['sent', 'received'] as const).map((one) => (
            <a key={one} href={`#${one}`} aria-current={one === side ? 'page' : undefined}>
              {t(`side.${one}`)}
            </a>
          ))}
          <span className={work.keys} aria-hidden>
            {t('keys')}
          </span>
        </nav>
      )}
      {side === 'received' && <CapacityQuestions mayAnswer={me.permissions.includes('referral:answer')} />}
      {side === 'sent' && <NeedsBack mayWork={maySend} />}
      <OneSide key={side} me={me} side={side} />
    </section>
  );
}

function OneSide({ me, side }: { me: Me; side: Side }) {
  const { t } = useText(REFERRALS_TEXT);
  const [showsEnded, setShowsEnded] = useState(false);
  const open = useReferrals({ side, scope: 'open' });
  const toConfirm = useReferrals({ side, scope: 'to-confirm' }, side === 'sent');
  const ended = useReferrals({ side, scope: 'ended' }, showsEnded);
  const current = [...(open.data?.referrals ?? []), ...(toConfirm.data?.referrals ?? [])];
  const known = new Set(current.map(({ id }) => id));
  const past = (ended.data?.referrals ?? []).filter(({ id }) => !known.has(id));
  const mayDecide = me.permissions.includes('referral:confirm-decline');
  const groups = groupReferrals([...current, ...past], { side, mayDecide });
  // To somebody who supervises several agencies a row says which one it is for.
  const namesAgency = new Set(current.map(({ to, from }) => (side === 'received' ? to : from).id)).size > 1;
  return (
    <>
      <PageList list={open} isEmpty={groups.length === 0} empty={t(`none.${side}`)}>
        {groups.map(({ group, referrals }) => (
          <section key={group} aria-labelledby={`referrals-${group}`}>
            <h3
              id={`referrals-${group}`}
              className={work.group}
              data-part={group === 'answer' || group === 'decide' ? 'doNow' : undefined}
            >
              {ICONS[group]} {t(`group.${side}.${group}`)} <span>{referrals.length}</span>
            </h3>
            <ul className={work.rows}>
              {referrals.map((one) => (
                <ReferralRow key={one.id} me={me} one={one} side={side} group={group} namesAgency={namesAgency} />
              ))}
            </ul>
          </section>
        ))}
        {open.data?.isCut && <p className={css.small}>{t('cut')}</p>}
      </PageList>
      {!showsEnded && !open.isPending && (
        <button type="button" className={css.fold} onClick={() => setShowsEnded(true)}>
          {t('showEnded')}
        </button>
      )}
      {showsEnded && ended.data && past.length === 0 && <p className={css.small}>{t('noneEnded')}</p>}
    </>
  );
}
