import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { readCoordinates } from '#contract/coordinates';
import type { LatLng } from '#contract/position';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { useText } from '../../ui/use-text.ts';
import { searchPlaces } from '../jurisdiction/index.ts';
import css from './outreach.module.css';

type Props = { position: LatLng | null; required: boolean; onChange: (position: LatLng | null) => void };

const write = ({ lat, lng }: LatLng) => `${lat.toFixed(5)}, ${lng.toFixed(5)}`;

/** Where it is: coordinates or a map's link as they are pasted, or the name of a place, chosen from those found. */
export function PositionField({ position, required, onChange }: Props) {
  const { t, language } = useText(OUTREACH_TEXT);
  const [typed, setTyped] = useState(position ? write(position) : '');
  const query = useDeferredValue(typed.trim());
  const isSearching = position === null && query !== '';
  const found = useQuery({
    queryKey: ['areas', query],
    queryFn: ({ signal }) => searchPlaces(query, undefined, signal),
    enabled: isSearching,
    placeholderData: keepPreviousData,
  });
  const places = isSearching ? (found.data ?? []) : [];
  return (
    <div className={css.field}>
      <TextInput
        size="lg"
        required={required}
        label={t('place.position')}
        description={t('place.positionHint')}
        value={typed}
        error={isSearching && found.isSuccess && places.length === 0 ? t('place.positionNone') : undefined}
        onChange={(event) => {
          const text = event.currentTarget.value;
          const point = readCoordinates(text);
          setTyped(text);
          onChange(point ? { lat: point.lat, lng: point.lng } : null);
        }}
      />
      {places.length > 0 && (
        <ul className={css.found}>
          {places.slice(0, 6).map((place) => (
            <li key={`${place.nameTh} ${write(place.position)}`}>
              <button
                type="button"
                onClick={() => {
                  onChange(place.position);
                  setTyped(write(place.position));
                }}
              >
                {language === 'en' ? place.nameEn : place.nameTh}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
