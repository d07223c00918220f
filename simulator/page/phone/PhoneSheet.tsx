import { IconPhone } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { PhoneAction } from '../../control/view.ts';
import type { Do } from '../actions.ts';
import { Sheet } from '../Sheet.tsx';
import { useText } from '../text/text.tsx';
import { readPhoto } from './sample-photo.ts';

export type SheetRequest =
  | { show: 'location' | 'photo' }
  | { show: 'call' | 'link'; value: string }
  | { show: 'date'; action: PhoneAction };

type Props = { request: SheetRequest; doIt: Do; onClose: () => void };

// The map is a megabyte; only who opens the picker loads it.
const LocationPicker = lazy(() => import('../map/LocationPicker.tsx'));

/** What LINE opens over a chat: the map, the camera roll, the dialler, a link, a date. */
export function PhoneSheet({ request, doIt, onClose }: Props) {
  const { texts } = useText();
  switch (request.show) {
    case 'location':
      return (
        <Sheet title={texts.location} onClose={onClose}>
          <Suspense fallback={<p className="loading-map" />}>
            <LocationPicker
              onPick={(pin) => {
                onClose();
                void doIt({ do: 'location', ...pin });
              }}
            />
          </Suspense>
        </Sheet>
      );
    case 'photo':
      return <PhotoSheet doIt={doIt} onClose={onClose} />;
    case 'call':
      return (
        <Sheet title={texts.callTitle} onClose={onClose}>
          <p className="call-number">
            <IconPhone aria-hidden /> {request.value}
          </p>
          <p>{texts.callHint}</p>
        </Sheet>
      );
    case 'link':
      return (
        <Sheet title={texts.linkTitle} onClose={onClose}>
          <p className="link-address">{request.value}</p>
          <a className="primary" href={request.value} target="_blank" rel="noreferrer" onClick={onClose}>
            {texts.openLink}
          </a>
        </Sheet>
      );
    case 'date':
      return <DateSheet action={request.action} doIt={doIt} onClose={onClose} />;
  }
}

function PhotoSheet({ doIt, onClose }: { doIt: Do; onClose: () => void }) {
  const { texts } = useText();

  async function send(file: File | undefined) {
    if (!file) return;
    onClose();
    const contentType = file.type === 'image/png' ? 'image/png' : 'image/jpeg';
    await doIt({ do: 'image', bytes: await readPhoto(file), contentType });
  }

  return (
    <Sheet title={texts.photo} onClose={onClose}>
      <input
        type="file"
        aria-label={texts.photo}
        accept="image/jpeg,image/png"
        onChange={(event) => void send(event.target.files?.[0])}
      />
    </Sheet>
  );
}

/** The picker knows neither date nor time alone here: it asks for both and LINE's mode takes its part. */
function DateSheet({ action, doIt, onClose }: { action: PhoneAction; doIt: Do; onClose: () => void }) {
  const { texts } = useText();
  const [value, setValue] = useState('');
  return (
    <Sheet title={texts.pickDate} onClose={onClose}>
      <input
        type="datetime-local"
        aria-label={texts.pickDate}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button
        type="button"
        className="primary"
        disabled={value === ''}
        onClick={() => {
          onClose();
          void doIt({ ...action, picked: value } as PhoneAction);
        }}
      >
        {texts.pick}
      </button>
    </Sheet>
  );
}
