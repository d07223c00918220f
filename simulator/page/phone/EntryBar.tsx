import {
  IconLayoutGrid,
  IconMapPin,
  IconMoodSmile,
  IconPhoto,
  IconPhotoSpark,
  IconPlus,
  IconSend2,
} from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Do } from '../actions.ts';
import { useText } from '../text/text.tsx';
import type { SheetRequest } from './PhoneSheet.tsx';

type Props = {
  draft: string;
  onDraft: (text: string) => void;
  disabled: boolean;
  onSheet: (request: SheetRequest) => void;
  onSample: () => void;
  onMenu: (() => void) | undefined;
  doIt: Do;
};

/** The text field, and behind the plus what LINE keeps there: place, photo, sticker. */
export function EntryBar({ draft, onDraft, disabled, onSheet, onSample, onMenu, doIt }: Props) {
  const { texts } = useText();
  const [more, setMore] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    const text = draft.trim();
    if (text === '') return;
    onDraft('');
    void doIt({ do: 'text', text });
  }
  const attachments = [
    { label: texts.location, icon: <IconMapPin aria-hidden />, run: () => onSheet({ show: 'location' }) },
    { label: texts.photo, icon: <IconPhoto aria-hidden />, run: () => onSheet({ show: 'photo' }) },
    { label: texts.samplePhoto, icon: <IconPhotoSpark aria-hidden />, run: onSample },
    { label: texts.sticker, icon: <IconMoodSmile aria-hidden />, run: () => void doIt({ do: 'sticker' }) },
  ];

  return (
    <div className="entry">
      <form onSubmit={submit} className="entry-bar">
        <button
          type="button"
          className="plain-icon"
          aria-label={texts.attach}
          aria-expanded={more}
          disabled={disabled}
          onClick={() => setMore(!more)}
        >
          <IconPlus aria-hidden />
        </button>
        {onMenu && (
          <button type="button" className="plain-icon" aria-label={texts.menuShown} onClick={onMenu}>
            <IconLayoutGrid aria-hidden />
          </button>
        )}
        <input
          aria-label={texts.message}
          placeholder="Aa"
          value={draft}
          disabled={disabled}
          maxLength={5000}
          autoComplete="off"
          onChange={(event) => onDraft(event.target.value)}
        />
        <button type="submit" className="plain-icon send" aria-label={texts.send} disabled={disabled || !draft.trim()}>
          <IconSend2 aria-hidden />
        </button>
      </form>
      {more && !disabled && (
        <ul className="attachments">
          {attachments.map((one) => (
            <li key={one.label}>
              <button
                type="button"
                onClick={() => {
                  setMore(false);
                  one.run();
                }}
              >
                {one.icon}
                {one.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
