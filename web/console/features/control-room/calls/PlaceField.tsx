import { TextInput } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { isMapLink, readCoordinates } from '#contract/coordinates';
import type { FoundPlace } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { useText } from '../../../ui/use-text.ts';
import { metresBetween, searchPlaces } from '../../jurisdiction/index.ts';
import css from '../control-room.module.css';
import type { CallPlace } from './call-draft.ts';

type Props = {
  place: CallPlace | null;
  /** Typed text that was not chosen from the list; it is stored like every other field. */
  text: string;
  near: LatLng | undefined;
  onPlace: (place: CallPlace | null) => void;
  onText: (text: string) => void;
};

/** The place: first letters of a subdistrict, district or station, or coordinates; Enter takes the best match. */
export function PlaceField({ place, text, near, onPlace, onText }: Props) {
  const { language, formatDistance } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const [isTyping, setTyping] = useState(place === null && text !== '');
  const query = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['areas', query, near?.lat, near?.lng],
    queryFn: ({ signal }) => searchPlaces(query, near, signal),
    enabled: isTyping && query.length > 0,
    placeholderData: keepPreviousData,
  });
  const areas = isTyping && query.length > 0 ? (found.data ?? []) : [];
  // Results for the letters before are still shown meanwhile: Enter must not take one of them.
  const isCurrent = query === text.trim() && found.isSuccess && !found.isPlaceholderData;
  const nameOf = ({ nameTh, nameEn }: FoundPlace) => (language === 'en' ? nameEn : nameTh);
  const choose = (area: FoundPlace) => {
    const { position, accuracyMetres } = area;
    onPlace({ ...position, accuracyMetres, source: 'typed', name: area.nameTh });
    onText('');
    setTyping(false);
  };
  const type = (typed: string) => {
    onText(typed);
    setTyping(true);
    const point = readCoordinates(typed);
    if (point) onPlace({ ...point, source: 'console-pin', name: typed.trim() });
    if (typed === '') onPlace(null);
  };
  const shown = isTyping ? text : place ? (place.source === 'console-pin' ? t('call.placePinned') : place.name) : '';
  return (
    <div>
      <TextInput
        label={t('call.place')}
        description={
          place
            ? [
                // While another place is being typed, this one is still valid.
                ...(isTyping ? [place.source === 'console-pin' ? t('call.placePinned') : place.name] : []),
                `${place.lat.toFixed(5)}, ${place.lng.toFixed(5)}`,
                ...(place.accuracyMetres
                  ? [t('call.placeAround', { distance: formatDistance(place.accuracyMetres) })]
                  : []),
              ].join(' · ')
            : t('call.placeHint')
        }
        size="md"
        maxLength={400}
        leftSection={<IconMapPin aria-hidden size={20} />}
        value={shown}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [best] = areas;
          if (event.key !== 'Enter' || event.ctrlKey || !isTyping || query === '') return;
          event.preventDefault();
          if (best && isCurrent) choose(best);
        }}
      />
      {areas.length > 0 && (
        <ul className={css.options}>
          {areas.map((area) => (
            <li key={area.code}>
              <button type="button" className={css.option} onClick={() => choose(area)}>
                <span>{nameOf(area)}</span>
                {near && <span className={css.small}>{formatDistance(metresBetween(near, area.position))}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {isTyping && query && found.isSuccess && areas.length === 0 && !readCoordinates(query) && (
        <p className={css.small}>{t(isMapLink(query) ? 'call.placeLink' : 'call.placeNone')}</p>
      )}
    </div>
  );
}
