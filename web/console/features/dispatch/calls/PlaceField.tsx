import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import type { FoundArea } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { useWords } from '../../../ui/use-words.ts';
import { useDeskWords } from '../desk-words.ts';
import css from '../dispatch.module.css';
import { type CallPlace, findCoordinates } from './call-draft.ts';
import { searchAreas } from './calls.ts';

type Props = { place: CallPlace | null; near: LatLng | undefined; onPlace: (place: CallPlace | null) => void };

/** Where: the first letters of a subdistrict or district, or coordinates; arrows and Enter are enough. */
export function PlaceField({ place, near, onPlace }: Props) {
  const { language, sayDistance } = useWords();
  const t = useDeskWords();
  const [text, setText] = useState('');
  const [isTyping, setTyping] = useState(false);
  const words = useDeferredValue(text.trim());
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const found = useQuery({
    queryKey: ['areas', words, near?.lat, near?.lng],
    queryFn: ({ signal }) => searchAreas(words, near, signal),
    enabled: isTyping && words.length > 0,
    placeholderData: keepPreviousData,
  });
  const areas = isTyping && words.length > 0 ? (found.data ?? []) : [];
  const { selectFirstOption } = list;
  const firstCode = areas[0]?.code;
  // Enter takes the best one, as soon as it is there.
  useEffect(() => {
    if (firstCode !== undefined) selectFirstOption();
  }, [firstCode, selectFirstOption]);
  const nameOf = ({ nameTh, nameEn }: FoundArea) => (language === 'en' ? nameEn : nameTh);
  const choose = (area: FoundArea) => {
    const { position, accuracyMetres } = area;
    onPlace({ ...position, accuracyMetres, source: 'typed', name: area.nameTh });
    setTyping(false);
    list.closeDropdown();
  };
  const type = (typed: string) => {
    setText(typed);
    setTyping(true);
    const point = findCoordinates(typed);
    if (point) onPlace({ ...point, source: 'desk-pin', accuracyMetres: null, name: typed.trim() });
    if (typed === '') onPlace(null);
    list.openDropdown();
  };
  const shown = isTyping ? text : place ? (place.source === 'desk-pin' ? t('call.placePinned') : place.name) : '';
  return (
    <Combobox
      store={list}
      onOptionSubmit={(code) => {
        const area = areas.find((one) => one.code === code);
        if (area) choose(area);
      }}
    >
      <Combobox.Target>
        <TextInput
          label={t('call.place')}
          description={
            place && !isTyping
              ? [
                  `${place.lat.toFixed(5)}, ${place.lng.toFixed(5)}`,
                  ...(place.accuracyMetres
                    ? [t('call.placeAround', { distance: sayDistance(place.accuracyMetres) })]
                    : []),
                ].join(' · ')
              : t('call.placeHint')
          }
          size="md"
          leftSection={<IconMapPin aria-hidden size={20} />}
          value={shown}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={() => list.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown
        hidden={areas.length === 0 && !(isTyping && words && found.isSuccess && !findCoordinates(words))}
      >
        <Combobox.Options>
          {areas.map((area) => (
            <Combobox.Option key={area.code} value={area.code} className={css.option}>
              {nameOf(area)}
            </Combobox.Option>
          ))}
          {areas.length === 0 && <Combobox.Empty>{t('call.placeNone')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
