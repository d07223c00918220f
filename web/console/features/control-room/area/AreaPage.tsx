import { Button, NativeSelect } from '@mantine/core';
import { IconCircleCheck, IconDeviceTv, IconMoonOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentSummary, UnfinishedReport } from '#contract/incident';
import { useClock } from '../../../live/clock.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { type MyAgencies, QueueList } from '../../incident/index.ts';
import { useDueCallBacks } from '../call-backs/due-call-backs.ts';
import css from '../control-room.module.css';
import {
  type AreaFilter,
  COUNTED,
  type Counted,
  choicesOf,
  countByUrgency,
  EVERYTHING,
  filterArea,
} from './area-counts.ts';
import { UnfinishedTable } from './UnfinishedTable.tsx';
import { useStationReadiness } from './use-station-readiness.ts';

type Props = {
  incidents: readonly IncidentSummary[];
  unfinished: readonly UnfinishedReport[];
  mine: MyAgencies;
  mayCallBack: boolean;
  onOpen: (incidentId: string) => void;
  onComplete: ((reportId: string) => void) | undefined;
  onCallBacks: () => void;
  onWall: () => void;
};

/** Every open incident of the province or the country: counts by state, late units, stations that are not ready. */
export function AreaPage(props: Props) {
  const { incidents, unfinished, mine, mayCallBack, onOpen, onComplete, onCallBacks, onWall } = props;
  const { language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const [filter, setFilter] = useState<AreaFilter>(EVERYTHING);
  const now = useClock((at) => Math.floor(at / 5000) * 5000);
  const due = useDueCallBacks(mayCallBack);
  const { provinces, agencies } = choicesOf(incidents, language);
  const within = filterArea(incidents, { ...filter, urgency: null }, now, mine);
  const counts = countByUrgency(within, now, mine);
  const shown = filterArea(incidents, filter, now, mine);
  const choose = (change: Partial<AreaFilter>) => setFilter((before) => ({ ...before, ...change }));
  const toggle = (urgency: Counted) => choose({ urgency: filter.urgency === urgency ? null : urgency });
  return (
    <div className={css.page}>
      <div className={css.pageHead}>
        <h2 className={css.title}>{t('area.title')}</h2>
        <Button variant="default" size="md" leftSection={<IconDeviceTv aria-hidden size={20} />} onClick={onWall}>
          {t('wall.title')}
        </Button>
      </div>
      <div className={css.tiles}>
        {COUNTED.filter((urgency) => urgency !== 'duress' || counts.duress > 0).map((urgency) => (
          <button
            key={urgency}
            type="button"
            className={css.tile}
            data-urgency={urgency}
            data-none={counts[urgency] === 0 || undefined}
            aria-pressed={filter.urgency === urgency}
            onClick={() => toggle(urgency)}
          >
            <strong>{counts[urgency]}</strong>
            <span>{t(`area.counts.${urgency}`)}</span>
          </button>
        ))}
        <p className={css.tile} data-urgency="late" data-none={unfinished.length === 0 || undefined}>
          <strong>{unfinished.length}</strong>
          <span>{t('area.counts.unfinished')}</span>
        </p>
        {mayCallBack && (
          <button
            type="button"
            className={css.tile}
            data-urgency="late"
            data-none={due === 0 || undefined}
            onClick={onCallBacks}
          >
            <strong>{due}</strong>
            <span>{t('area.counts.callBacks')}</span>
          </button>
        )}
      </div>
      <div className={css.filters}>
        {provinces.length > 1 && (
          <NativeSelect
            label={t('area.province')}
            size="md"
            data={[{ value: '', label: t('area.all') }, ...provinces]}
            value={filter.provinceCode ?? ''}
            onChange={(event) => choose({ provinceCode: event.currentTarget.value || null })}
          />
        )}
        <NativeSelect
          label={t('area.station')}
          size="md"
          data={[{ value: '', label: t('area.all') }, ...agencies]}
          value={filter.agencyId ?? ''}
          onChange={(event) => choose({ agencyId: event.currentTarget.value || null })}
        />
      </div>
      <QueueList
        incidents={shown}
        chosenId={null}
        mine={mine}
        showsAgency
        empty={{ title: t('area.none') }}
        onOpen={onOpen}
      />
      <UnfinishedTable reports={unfinished} onComplete={onComplete} />
      <NotReadyStations />
    </div>
  );
}

function NotReadyStations() {
  const { language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const stations = useStationReadiness().data;
  if (!stations) return null;
  const { ready, noRoster, notReady } = stations;
  return (
    <section aria-labelledby="not-ready-title">
      <h3 id="not-ready-title" className={css.subtitle}>
        {t('area.notReady')} {notReady.length > 0 && <strong>{notReady.length}</strong>}
      </h3>
      <p className={css.calm}>
        {notReady.length === 0 && noRoster === 0 && <IconCircleCheck aria-hidden size={24} />}{' '}
        {t('area.stationsReady', { count: ready })}
        {noRoster > 0 && ` · ${t('area.stationsNoRoster', { count: noRoster })}`}
        {` · ${t('area.stationsNotReady', { count: notReady.length })}`}
      </p>
      <ul className={css.notReady}>
        {notReady.map(({ id, readiness, ...name }) => (
          <li key={id}>
            <IconMoonOff aria-hidden size={20} /> <strong>{formatAgency(name, language)}</strong>{' '}
            {readiness === 'no-heartbeat' ? t('area.readiness.no-heartbeat') : t('area.readiness.nobody-on-duty')}
          </li>
        ))}
      </ul>
    </section>
  );
}
