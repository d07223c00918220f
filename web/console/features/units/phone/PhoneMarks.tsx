import { Button } from '@mantine/core';
import { IconBatteryEco, IconCloudUpload, IconMapPin, IconMapPinOff, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeviceOutbox } from '../../../outbox/use-outbox.ts';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import type { Sharing } from '../sharing/share-position.ts';
import css from './Phone.module.css';
import { useAwake } from './use-awake.ts';

const ACTIONS = ['en-route', 'on-scene', 'done', 'photo', 'note', 'back-up'] as const;
export const actionOf = (action: string | undefined) => ACTIONS.find((one) => one === action) ?? 'photo';

type Props = { sharing: Sharing | null; box: DeviceOutbox; isOnTheWay: boolean };

/** Shows as text whether the position is shared and which entries are unsent. */
export function PhoneMarks({ sharing, box, isOnTheWay }: Props) {
  const { language } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const [isWanted, setWanted] = useState(false);
  const isAwake = useAwake(isWanted && isOnTheWay);
  const state = sharing?.state;
  const isShared = state === 'sharing';
  const Pin = isShared ? IconMapPin : IconMapPinOff;
  return (
    <>
      {(state || isOnTheWay) && (
        <div className={css.marks}>
          {state && (
            <span className={css.mark} data-tone={isShared ? 'good' : 'late'} role="status">
              <Pin aria-hidden size={22} /> {p(`sharing.${state}`)}
            </span>
          )}
          {sharing?.isSaving && (
            <span className={css.mark}>
              <IconBatteryEco aria-hidden size={22} /> {p('saving')}
            </span>
          )}
          {isOnTheWay && 'wakeLock' in navigator && (
            <Button
              variant={isAwake ? 'light' : 'default'}
              className={css.awake}
              aria-pressed={isWanted}
              leftSection={<IconSun aria-hidden size={22} />}
              onClick={() => setWanted(!isWanted)}
            >
              {p(isAwake ? 'awakeOn' : 'awake')}
            </Button>
          )}
        </div>
      )}
      {box.unsent.length > 0 && (
        <div className={css.unsent} role="status">
          <strong>
            <IconCloudUpload aria-hidden size={24} /> {p('unsent', { count: box.unsent.length })}
          </strong>
          <span>{p(box.isSignedOut ? 'signInToSend' : 'unsentHint')}</span>
          {box.unsent.map(({ number, about }) => (
            <span key={number} className={css.small}>
              {p('unsentWhat', {
                action: p(`action.${actionOf(about.action)}`),
                time: formatTime(about.happenedAt ?? '', language),
                code: about.code ?? '',
              })}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
