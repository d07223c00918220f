import { Button } from '@mantine/core';
import { IconArrowLeft, IconExternalLink, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me } from '#contract/access';
import type { Placement } from '#contract/outreach';
import { formatPlacementCode } from '#contract/placement-code';
import { describeProblem } from '../../api/describe-problem.ts';
import { isProblem } from '../../api/request.ts';
import { linkTo } from '../../router.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { Funnel } from './Funnel.tsx';
import css from './outreach.module.css';
import { useCheckPlacement, useFunnel, usePlacement } from './outreach-data.ts';
import { PlacementForm } from './PlacementForm.tsx';
import { PlacementPhoto } from './PlacementPhoto.tsx';

/** One placement: where it is, its code, what it brought in, and whether it still hangs. */
export function PlacementPage({ code, me }: { code: string; me: Me }) {
  const { t } = useText(OUTREACH_TEXT);
  const found = usePlacement(code);
  const isMissing = isProblem(found.error, 'outreach/placement-not-found');
  return (
    <section className={css.page}>
      <a className={css.back} {...linkTo({ name: 'page', page: 'outreach' })}>
        <IconArrowLeft aria-hidden size={22} /> {t('one.back')}
      </a>
      <PageList list={found} isEmpty={false} empty="" missing={isMissing ? t('one.missing') : undefined}>
        {found.data && (
          <Shown placement={found.data} mayReadReports={me.permissions.includes('outreach:view-reports')} />
        )}
      </PageList>
    </section>
  );
}

function Shown({ placement, mayReadReports }: { placement: Placement; mayReadReports: boolean }) {
  const { t, language } = useText(OUTREACH_TEXT);
  const { code, name, kind, status, placeTh, reference, checkedOn, counts, campaign, owner, mayCheck } = placement;
  const funnel = useFunnel({ code }, mayReadReports);
  const check = useCheckPlacement(code);
  const [isChanging, setChanging] = useState(false);
  const facts = [
    [t('one.campaign'), campaign],
    [t('one.owner'), language === 'en' ? (owner.nameEn ?? owner.nameTh) : owner.nameTh],
    ...(reference ? [[t('one.reference'), reference] as const] : []),
  ] as const;
  return (
    <>
      <header>
        <h2 className={css.title}>{name}</h2>
        <p className={css.small}>
          {t(`kind.${kind}`)} · {placeTh ?? t('one.nowhere')}
        </p>
        {placement.mayChange && !isChanging && (
          <Button
            size="md"
            variant="default"
            leftSection={<IconPencil aria-hidden size={20} />}
            onClick={() => setChanging(true)}
          >
            {t('place.change')}
          </Button>
        )}
      </header>
      {isChanging && <PlacementForm known={placement} onClose={() => setChanging(false)} />}
      <div className={css.two}>
        <div className={css.card}>
          <p className={css.small}>{t('one.code')}</p>
          <p className={css.bigCode}>{formatPlacementCode(code)}</p>
          <Button
            component="a"
            variant="default"
            href={`/q/${code}`}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink aria-hidden size={20} />}
          >
            {t('one.open')}
          </Button>
          {status !== 'removed' && (
            <Button
              component="a"
              variant="default"
              leftSection={<IconPrinter aria-hidden size={20} />}
              {...linkTo({ name: 'page', page: 'materials', id: code })}
            >
              {t('one.materials')}
            </Button>
          )}
          <dl className={css.facts}>
            {facts.map(([term, value]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
        <div className={css.card}>
          <p>
            <strong>{t(`status.${status}`)}</strong> ·{' '}
            {checkedOn ? t('one.checkedOn', { day: formatDay(checkedOn, language) }) : t('one.never')}
          </p>
          {status === 'removed' && <p className={css.small}>{t('one.removedNote')}</p>}
          {mayCheck && (
            <fieldset className={css.choices}>
              <legend>{t('one.check')}</legend>
              {[status === 'planned' ? ('shown' as const) : ('checked' as const), 'removed' as const].map((seen) => (
                <Button
                  key={seen}
                  size="md"
                  variant="default"
                  loading={check.isPending && check.variables === seen}
                  onClick={() => check.mutate(seen)}
                >
                  {t(`one.${seen}`)}
                </Button>
              ))}
            </fieldset>
          )}
          {status !== 'removed' && <PlacementPhoto placement={placement} />}
          {check.isError && (
            <p role="alert" className={css.problem}>
              {describeProblem(check.error, language)}
            </p>
          )}
          {!funnel.data && <p>{t('one.opens', { count: counts.opened })}</p>}
          <p className={css.small}>{t('funnel.preview', { preview: counts.preview, bot: counts.bot })}</p>
        </div>
      </div>
      {funnel.data && <Funnel funnel={funnel.data} />}
    </>
  );
}
