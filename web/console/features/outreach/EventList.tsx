import { Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutreachEvent } from '#contract/outreach';
import { formatPlacementCode } from '#contract/placement-code';
import { linkTo } from '../../router.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { EventForm } from './EventForm.tsx';
import css from './outreach.module.css';
import { useEvents } from './outreach-data.ts';

const COUNTS = ['opened', 'wentOn', 'practised', 'passed'] as const;

/** Roadshows, meetings and trainings: what is planned, who came, and what came of it. */
export function EventList({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useText(OUTREACH_TEXT);
  const list = useEvents();
  const [isNew, setNew] = useState(false);
  const events = list.data?.events ?? [];
  return (
    <>
      <p className={css.small}>{t('event.what')}</p>
      {mayEdit && !isNew && (
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus aria-hidden size={20} />}
          onClick={() => setNew(true)}
        >
          {t('event.new')}
        </Button>
      )}
      {isNew && (
        <div className={css.card}>
          <EventForm onClose={() => setNew(false)} />
        </div>
      )}
      <PageList list={list} isEmpty={events.length === 0} empty={t('event.empty')}>
        <ul className={css.cards}>
          {events.map((event) => (
            <li key={event.id} className={css.card}>
              <Shown event={event} />
            </li>
          ))}
        </ul>
      </PageList>
    </>
  );
}

function Shown({ event }: { event: OutreachEvent }) {
  const { t, language } = useText(OUTREACH_TEXT);
  const [isChanging, setChanging] = useState(false);
  const { kind, name, startsOn, endsOn, placeName, placeTh, hosts, attendance, results, status, codes, counts } = event;
  if (isChanging) return <EventForm known={event} onClose={() => setChanging(false)} />;
  const from = formatDay(startsOn, language);
  const owner = language === 'en' ? (event.owner.nameEn ?? event.owner.nameTh) : event.owner.nameTh;
  return (
    <>
      <h3>{name}</h3>
      <p className={css.small}>
        {t(`event.kind.${kind}`)} · {t(`event.status.${status}`)} ·{' '}
        {startsOn === endsOn ? from : t('campaign.period', { from, to: formatDay(endsOn, language) })}
      </p>
      <p>
        {placeName}
        {placeTh && <span className={css.small}> · {placeTh}</span>}
      </p>
      {hosts && <p className={css.small}>{t('event.by', { hosts })}</p>}
      <p className={css.small}>
        {event.campaign} · {owner}
      </p>
      {status === 'held' && (
        <dl className={css.tallies}>
          <div>
            <dt>{t('event.attendance')}</dt>
            <dd>{attendance === null ? '–' : attendance.toLocaleString(language)}</dd>
          </div>
          {COUNTS.map((step) => (
            <div key={step}>
              <dt>{t(`event.${step}`)}</dt>
              <dd>{counts[step].toLocaleString(language)}</dd>
            </div>
          ))}
        </dl>
      )}
      {results && <p>{results}</p>}
      {codes.length > 0 && (
        <p className={css.small}>
          {t('event.codes')}{' '}
          {codes.map((code) => (
            <a key={code} className={css.codeLink} {...linkTo({ name: 'page', page: 'outreach', id: code })}>
              {formatPlacementCode(code)}
            </a>
          ))}
        </p>
      )}
      {event.mayChange && (
        <Button
          size="md"
          variant="default"
          leftSection={<IconPencil aria-hidden size={20} />}
          aria-label={t('event.changeOf', { name })}
          onClick={() => setChanging(true)}
        >
          {t('event.change')}
        </Button>
      )}
    </>
  );
}
