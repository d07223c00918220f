import { Button } from '@mantine/core';
import { IconArrowBackUp, IconGavel, IconLock } from '@tabler/icons-react';
import type { NeedsBack as Needs } from '#contract/referral-needs';
import { linkTo } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { listed } from '../../ui/list-keys.ts';
import { Since } from '../../ui/Since.tsx';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { StatusText } from './ReferralRow.tsx';
import { useNeedsBack } from './referral-data.ts';
import { newReferralHash } from './referral-route.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

/** Before everything else: whom nobody helps any more, and what somebody wants to give up. Nothing is decided from the list. */
export function NeedsBack({ mayWork }: { mayWork: boolean }) {
  const { t } = useText(REFERRALS_TEXT);
  const { back = [], losses = [], isCut = false } = useNeedsBack().data ?? {};
  return (
    <>
      {losses.length > 0 && (
        <section aria-labelledby="needs-losses">
          <h3 id="needs-losses" className={work.group}>
            <IconGavel aria-hidden size={22} /> {t('cameBack.losses')} <span>{losses.length}</span>
          </h3>
          <ul className={work.rows}>
            {losses.map((loss) => (
              <LossRow key={loss.needId} loss={loss} />
            ))}
          </ul>
        </section>
      )}
      {back.length > 0 && (
        <section aria-labelledby="needs-back">
          <h3 id="needs-back" className={work.group} data-part="late">
            <IconArrowBackUp aria-hidden size={22} /> {t('cameBack.title')} <span>{back.length}</span>
          </h3>
          <ul className={work.rows}>
            {back.map((need) => (
              <BackRow key={need.needId} need={need} mayWork={mayWork} />
            ))}
          </ul>
        </section>
      )}
      {isCut && <p className={css.small}>{t('cameBack.cut')}</p>}
    </>
  );
}

function LossRow({ loss }: { loss: Needs['losses'][number] }) {
  const { t } = useText(REFERRALS_TEXT);
  const { domains } = useReferralTexts();
  const link = linkTo({ name: 'page', page: 'cases', id: loss.caseId, hash: '#needs' });
  const button = t(loss.mayDecide ? 'cameBack.decide' : 'button.look');
  return (
    <li className={work.row}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed(`loss ${loss.needId}`)}>
          {domains[loss.need]}
        </a>
        <p>{loss.reason}</p>
        <p className={css.small}>
          {loss.caseCode} · {loss.by.name}
        </p>
        {loss.isMine && (
          <p className={css.locked}>
            <IconLock aria-hidden size={20} /> {t('locked')}
          </p>
        )}
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          <Since at={loss.at} text={(time) => t('asked', { time })} />
        </p>
        <Button component="a" variant="default" {...link} aria-label={`${button}: ${domains[loss.need]}`}>
          {button}
        </Button>
      </div>
    </li>
  );
}

function BackRow({ need: { caseId, needId, need, last }, mayWork }: { need: Needs['back'][number]; mayWork: boolean }) {
  const { t, language } = useText(REFERRALS_TEXT);
  const { domains, ageBands, placeOf } = useReferralTexts();
  const toCase = linkTo({ name: 'page', page: 'cases', id: caseId, hash: '#needs' });
  const onward = linkTo({ name: 'page', page: 'referrals', hash: newReferralHash(caseId, needId) });
  const title = `${domains[need]} · ${ageBands[last.ageBand]}`;
  const button = t(mayWork ? 'cameBack.next' : 'button.look');
  return (
    <li className={work.row} data-group="late">
      <div className={work.what}>
        <a className={work.act} {...toCase} {...listed(`back ${needId}`)}>
          {title}
        </a>
        <p>
          {t('to', { agency: formatAgency(last.to, language) })} · {placeOf(last.place)}
        </p>
        <p className={css.small}>{last.caseCode}</p>
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          {last.endedAt && <Since at={last.endedAt} text={(time) => t('cameBack.since', { time })} />}
        </p>
        <Button component="a" variant="default" {...(mayWork ? onward : toCase)} aria-label={`${button}: ${title}`}>
          {button}
        </Button>
      </div>
      <div className={work.under}>
        <p className={work.chips}>
          <StatusText one={last} />
        </p>
      </div>
    </li>
  );
}
