import { IconMapPinFilled } from '@tabler/icons-react';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { withKeys } from '../message/with-keys.ts';
import { useText } from '../text/text.tsx';
import { type NamedPlace, nearestDistrict, searchPlaces } from './places.ts';
import './picker.css';
import { createTrainingMap } from './training-map.ts';

type Pin = { lat: number; lng: number; title?: string; address?: string };

/** The clock tower in Phitsanulok, where the source documents' example plays. */
const example = { lat: 16.82114, lng: 100.26594 };

/** Any point, as in LINE: the pin stands in the middle and the map moves under it. */
export default function LocationPicker({ onPick }: { onPick: (pin: Pin) => void }) {
  const { texts, language } = useText();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre>(undefined);
  const [broken, setBroken] = useState(false);
  const [{ lat, lng }, setSpot] = useState(example);
  const [typed, setTyped] = useState('');
  const [title, setTitle] = useState('');
  const [address, setAddress] = useState('');

  useEffect(() => {
    let gone = false;
    if (box.current)
      createTrainingMap(box.current, example.lat, example.lng)
        .then((made) => {
          if (gone) return made.remove();
          map.current = made;
          made.on('move', () => setSpot(made.getCenter()));
        })
        .catch(() => setBroken(true));
    return () => {
      gone = true;
      map.current?.remove();
    };
  }, []);

  function goTo(place: { lat: number; lng: number }, zoom: number) {
    setSpot(place);
    map.current?.jumpTo({ center: [place.lng, place.lat], zoom });
  }
  const nameOf = (place: NamedPlace) => {
    const name = language === 'th' ? place.th : place.en;
    if (!place.province) return texts.changwat + name;
    return `${texts.amphoe}${name} ${texts.changwat}${language === 'th' ? place.province.th : place.province.en}`;
  };
  const near = nearestDistrict(lat, lng);
  const found = searchPlaces(typed);

  return (
    <div className="picker">
      <div className="picker-search">
        <input
          type="search"
          aria-label={texts.searchPlace}
          placeholder={texts.searchPlace}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button
          type="button"
          onClick={() => {
            goTo(example, 14);
            setTitle(texts.exampleTitle);
            setAddress(texts.exampleAddress);
          }}
        >
          {texts.example}
        </button>
        {found.length > 0 && (
          <ul>
            {withKeys(found).map(({ key, one }) => (
              <li key={key}>
                <button
                  type="button"
                  onClick={() => {
                    setTyped('');
                    goTo(one, one.province ? 12 : 10);
                  }}
                >
                  {nameOf(one)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {broken ? (
        <Coordinates lat={lat} lng={lng} onChange={setSpot} />
      ) : (
        <div className="picker-map" ref={box}>
          <IconMapPinFilled className="picker-pin" aria-hidden />
          <small className="picker-note">{texts.mapNote}</small>
        </div>
      )}
      <p className="picker-spot">
        {near && `${texts.near} ${nameOf(near)} · `}
        {lat.toFixed(5)}, {lng.toFixed(5)}
      </p>
      <p className="picker-hint">{broken ? texts.mapFailed : texts.dragHint}</p>
      <input
        aria-label={texts.placeName}
        placeholder={texts.placeName}
        maxLength={100}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <input
        aria-label={texts.placeAddress}
        placeholder={texts.placeAddress}
        maxLength={200}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      <button
        type="button"
        className="primary"
        onClick={() => onPick({ lat, lng, ...(title && { title }), ...(address && { address }) })}
      >
        {texts.shareLocation}
      </button>
    </div>
  );
}

type CoordinatesProps = { lat: number; lng: number; onChange: (spot: { lat: number; lng: number }) => void };

/** For a browser without WebGL: the numbers themselves. */
function Coordinates({ lat, lng, onChange }: CoordinatesProps) {
  const { texts } = useText();
  return (
    <div className="picker-numbers">
      <label>
        {texts.latitude}
        <input
          type="number"
          step="0.0001"
          value={lat}
          onChange={(event) => onChange({ lat: Number(event.target.value), lng })}
        />
      </label>
      <label>
        {texts.longitude}
        <input
          type="number"
          step="0.0001"
          value={lng}
          onChange={(event) => onChange({ lat, lng: Number(event.target.value) })}
        />
      </label>
    </div>
  );
}
