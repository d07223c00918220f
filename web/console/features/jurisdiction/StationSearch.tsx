import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Agency } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { describeProblem } from '../../api/describe-problem.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { useText } from '../../ui/use-text.ts';
import { listStations } from './agencies.ts';
import { metresBetween } from './metres-between.ts';
import css from './StationSearch.module.css';

type Props = { near: LatLng; except: string; chosenId: string | null; onChoose: (agency: Agency) => void };

/** Chooses a station; the nearest are listed before a letter is typed. */
export function StationSearch({ near, except, chosenId, onChoose }: Props) {
  const { t, language, formatDistance } = useText();
  const [text, setText] = useState('');
  const searchText = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['stations', near.lat, near.lng, searchText],
    queryFn: ({ signal }) => listStations(near, searchText, signal),
    placeholderData: keepPreviousData,
  });
  const stations = found.data?.filter(({ id }) => id !== except).slice(0, 8);
  return (
    <div className={css.search}>
      <TextInput
        aria-label={t('transfer.searchLabel')}
        placeholder={t('transfer.searchLabel')}
        leftSection={<IconSearch aria-hidden size={20} />}
        size="lg"
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.isError && <p role="alert">{describeProblem(found.error, language)}</p>}
      <fieldset className={css.results}>
        <legend className={css.legend}>{searchText === '' ? t('transfer.nearest') : t('transfer.results')}</legend>
        {stations?.length === 0 && <p className={css.none}>{t('transfer.noResults')}</p>}
        {stations?.map((station) => (
          <label key={station.id} className={css.station}>
            <input type="radio" name="station" checked={station.id === chosenId} onChange={() => onChoose(station)} />
            <span className={css.name}>{formatAgency(station, language)}</span>
            {station.readiness === 'nobody-on-duty' && <span className={css.off}>{t('transfer.nobodyOnDuty')}</span>}
            <span className={css.distance}>{formatDistance(metresBetween(near, station.position))}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
