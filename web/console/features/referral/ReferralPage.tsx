import { IconArrowLeft, IconLock, IconScale } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { isLiveReferral } from '#contract/referral';
import type { ReferralDetail, ReferralSummary } from '#contract/referral-api';
import { isProblem } from '../../api/request.ts';
import { closeTo, linkTo } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { LazyPart } from '../../ui/LazyPart.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { SafeContact } from '../care/index.ts';
import { AnswerLinks } from './AnswerLinks.tsx';
import { Packet } from './Packet.tsx';
import { StatusText } from './ReferralRow.tsx';
import { ReferralStep } from './ReferralStep.tsx';
import { ReferralTimeline } from './ReferralTimeline.tsx';
import { useReferral } from './referral-data.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

/** Where the next step says where it stands. */
const STEP_SAYS_IT: readonly ReferralSummary['status'][] = ['draft', 'offered', 'declined-proposed'];
const LIST = { name: 'page', page: 'referrals' } as const;

/** One referral: where it stands, the next step with its clock, whom it is about as far as one may know, what happened. */
export function ReferralPage({ me, referralId }: { me: Me; referralId: string }) {
  const { t } = useText(REFERRALS_TEXT);
  const detail = useReferral(referralId);
  const isMissing = isProblem(detail.error, 'referral/not-found') || isProblem(detail.error, 'request/invalid');
  useKeys({ escape: () => closeTo(LIST) });
  return (
    <article className={css.page}>
      <a className={css.back} {...linkTo(LIST)}>
        <IconArrowLeft aria-hidden size={22} /> {t('back')}
      </a>
      <PageList list={detail} isEmpty={false} empty="" missing={isMissing ? t('missing') : undefined}>
        {detail.data && <Shown me={me} detail={detail.data} />}
      </PageList>
    </article>
  );
}

function Shown({ me, detail }: { me: Me; detail: ReferralDetail }) {
  const { t, language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const { referral: one, packet, timeline, bundle, sides, actions } = detail;
  return (
    <>
      <header className={css.head}>
        <h2 className={css.title}>{texts.titleOf(one)}</h2>
        {one.statutory && (
          <span className={work.chip}>
            <IconScale aria-hidden size={18} /> {t('statutory')}
          </span>
        )}
      </header>
      <p>
        {t('from', { agency: formatAgency(one.from, language) })} → {formatAgency(one.to, language)}
      </p>
      <p className={css.small}>
        {one.code} · {t('urgency')}: {texts.urgencies[one.urgency]}
      </p>
      {!STEP_SAYS_IT.includes(one.status) && (
        <p>
          <StatusText one={one} />
        </p>
      )}
      {bundle.length > 0 && <Bundle one={one} others={bundle} />}
      {(packet || one.silent) && (
        <LazyPart>
          <SafeContact contact={packet?.safeContact ?? null} silent={one.silent} />
        </LazyPart>
      )}
      <dl className={css.facts}>
        <div>
          <dt>{t('need')}</dt>
          <dd>{texts.domains[one.need]}</dd>
        </div>
        <div>
          <dt>{t('place')}</dt>
          <dd>{texts.placeOf(one.place)}</dd>
        </div>
        <div>
          <dt>{t('papers')}</dt>
          <dd>{one.papers.map((paper) => texts.papers[paper]).join(' · ') || t('noPapers')}</dd>
        </div>
      </dl>
      {!packet && (
        <p className={css.locked}>
          <IconLock aria-hidden size={22} /> {t('hidden')}
        </p>
      )}
      <ReferralStep key={one.version} me={me} detail={detail} />
      {packet && <Packet packet={packet} />}
      {sides.includes('sender') && isLiveReferral(one.status) && actions.includes('withdraw') && (
        <AnswerLinks one={one} />
      )}
      {sides.includes('sender') && one.caseId && (
        <a className={css.toCase} {...linkTo({ name: 'page', page: 'cases', id: one.caseId })}>
          {t('toCase', { code: one.caseCode ?? '' })}
        </a>
      )}
      <ReferralTimeline timeline={timeline} />
    </>
  );
}

/** Siblings are sent together and answered one by one. */
function Bundle({ one, others }: { one: ReferralSummary; others: readonly ReferralSummary[] }) {
  const { t } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const all = [one, ...others].toSorted((first, second) => first.code.localeCompare(second.code));
  return (
    <nav className={css.bundle} aria-label={t('bundle', { n: all.length })}>
      {all.map(({ id, status, ageBand }, index) => (
        <a
          key={id}
          aria-current={id === one.id ? 'page' : undefined}
          {...linkTo({ name: 'page', page: 'referrals', id })}
        >
          {t('nth', { n: index + 1 })} · {texts.ageBands[ageBand]}
          <span>{texts.statuses[status]}</span>
        </a>
      ))}
    </nav>
  );
}
