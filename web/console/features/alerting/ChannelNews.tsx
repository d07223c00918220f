import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBellOff, IconInfoCircle, IconShieldExclamation } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { UNIT_NEWS } from '#contract/alert-kind';
import type { ChannelNews as News } from '#contract/alerting';
import { goTo } from '../../router.ts';
import { describeAccountAction } from '../../text/account-actions.ts';
import { CHANNELS_TEXT } from '../../text/channels.ts';
import { formatTime } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './alerting.module.css';
import { channelNewsQuery } from './channels.ts';
import { CHANNELS_KEY, markSeen } from './mark-seen.ts';

type Props = { onOpen: () => void };

/**
 * Shows failing alert channels, and the person's unseen news that are not about an incident or are about a unit. One strip,
 * however many there are: the incident below needs the height.
 */
export default function ChannelNews({ onOpen }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const { language } = useText();
  const client = useQueryClient();
  const news = useQuery(channelNewsQuery);
  const seen = useMutation({
    mutationFn: (ids: string[]) => Promise.all(ids.map((notificationId) => markSeen({ notificationId }))),
    onSettled: () => client.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
  const [isOpen, setIsOpen] = useState(false);
  const failing = news.data?.channels.filter(({ health }) => health === 'failing') ?? [];
  const notifications = news.data?.notifications ?? [];
  // News of the same unit and incident are one strip; a call for back-up comes first.
  const ofUnits = [
    ...Map.groupBy(
      notifications.filter(({ kind }) => UNIT_NEWS.some((one) => one === kind)),
      ({ kind, incidentId, unitName }) => [kind, incidentId, unitName].join(),
    ).values(),
  ].sort(([one], [other]) => Number(other?.kind === 'back-up') - Number(one?.kind === 'back-up'));
  const ofAccount = notifications.filter(({ kind }) => kind === 'account-changed');
  const byKind = [
    ...Map.groupBy(
      notifications.filter((one) => !UNIT_NEWS.some((kind) => kind === one.kind) && !ofAccount.includes(one)),
      ({ kind }) => kind,
    ),
  ];
  const strips: ((more?: ReactNode) => ReactNode)[] = [
    ...ofUnits.map((same) => (more: ReactNode) => unitStrip(same, more)),
    ...(ofAccount.length > 0 ? [accountStrip] : []),
    ...(failing.length > 0 ? [failingStrip] : []),
    ...byKind.map(
      ([kind, some]) =>
        (more: ReactNode) =>
          newsStrip(kind, some, more),
    ),
  ];
  const others = strips.length - 1;
  const more = others > 0 && (
    <Button variant="default" className={css.tall} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
      {isOpen ? t('health.fewer') : t('health.more', { count: others })}
    </Button>
  );
  if (!isOpen || !more) return strips[0]?.(more);
  return (
    <div className={css.strips}>
      {strips.map((strip) => strip())}
      {more}
    </div>
  );

  function unitStrip(same: News['notifications'], more: ReactNode) {
    const [newest] = same;
    if (!newest) return null;
    const { id, kind, incidentId, unitName, code, at } = newest;
    return (
      <section key={id} className={css.unit} role="alert">
        <IconAlertTriangle aria-hidden size={24} />
        <p className={css.text}>
          <strong>{[unitName, t(`kind.${kind}`)].filter(Boolean).join(': ')}</strong>
          <br />
          {[code, formatTime(at, language)].filter(Boolean).join(' · ')}
          {kind === 'order-unseen' && ` · ${t('health.callThem')}`}
        </p>
        {incidentId && (
          <Button className={css.tall} onClick={() => goTo({ name: 'incident', incidentId })}>
            {t('health.openIncident')}
          </Button>
        )}
        {seenButton(same)}
        {more}
      </section>
    );
  }
  function accountStrip(more: ReactNode) {
    const actions = [...new Set(ofAccount.flatMap(({ accountAction }) => accountAction ?? []))];
    return (
      <section key="account" className={css.news} data-warns role="alert">
        <IconShieldExclamation aria-hidden size={24} />
        <p className={css.text}>
          <strong>
            {actions.slice(0, 1).map((action) => describeAccountAction(action, language))}
            {actions.length > 1 && ` +${actions.length - 1}`}
          </strong>
          <br />
          {t('health.ifNotYou')}
        </p>
        <Button className={css.tall} onClick={() => goTo({ name: 'page', page: 'account' })}>
          {t('health.openAccount')}
        </Button>
        {seenButton(ofAccount, t('health.itWasMe'))}
        {more}
      </section>
    );
  }
  function failingStrip(more: ReactNode) {
    return (
      <section key="failing" className={css.failing} role="status">
        <IconBellOff aria-hidden size={24} />
        <p className={css.text}>
          <strong>{failing.map((one) => describeFailing(one)).join(' · ')}</strong>
          <br />
          {t('health.others')}
        </p>
        <Button variant="default" className={css.tall} onClick={onOpen}>
          {t('health.open')}
        </Button>
        {more}
      </section>
    );
  }
  function newsStrip(kind: News['notifications'][number]['kind'], some: News['notifications'], more: ReactNode) {
    return (
      <section key={kind} className={css.news} data-warns={kind === 'group-lost' || undefined} role="status">
        <IconInfoCircle aria-hidden size={24} />
        <p className={css.text}>{describeNews(kind)}</p>
        {seenButton(some)}
        {more}
      </section>
    );
  }
  function seenButton(some: News['notifications'], label = t('health.seen')) {
    return (
      <Button
        variant="default"
        className={css.tall}
        loading={seen.isPending}
        onClick={() => seen.mutate(some.map(({ id }) => id))}
      >
        {label}
      </Button>
    );
  }
  function describeFailing({ channel, cause }: News['channels'][number]): string {
    return cause === 'line/quota-exhausted'
      ? t('health.quota')
      : t('health.failing', { channel: t(`channel.${channel}`) });
  }
  function describeNews(kind: News['notifications'][number]['kind']): string {
    if (kind === 'group-lost') return t('health.groupLost');
    if (kind === 'case-reminder' || kind === 'case-late') return t(`kind.${kind}`);
    if (kind === 'case-urgent' || kind === 'early-notification') return t(`kind.${kind}`);
    return kind === 'test' ? t('health.tested') : t('health.heartbeat');
  }
}
