import { IconBellOff, IconMessageCircleFilled } from '@tabler/icons-react';
import type { PhoneView } from '../../control/view.ts';
import { withKeys } from '../message/with-keys.ts';
import { useText } from '../text/text.tsx';
import { clock, today } from '../text/time.ts';

/** What somebody who picks up the locked phone can read; silent messages leave no trace here. */
export function LockScreen({ phone, onUnlock }: { phone: PhoneView; onUnlock: () => void }) {
  const { texts, language } = useText();
  const silent = phone.chats.flatMap((chat) => chat.messages).filter((one) => one.silent).length;
  const notifications = phone.lockScreen.slice(-6).reverse();
  return (
    <button type="button" className="lock-screen" onClick={onUnlock}>
      <span className="lock-time">{clock(Date.now())}</span>
      <span className="lock-date">{today(Date.now(), language)}</span>
      <span className="lock-notifications">
        {notifications.length === 0 && <span className="lock-empty">{texts.lockEmpty}</span>}
        {withKeys(notifications).map(({ key, one: notification }) => (
          <span className="lock-notification" key={key}>
            <IconMessageCircleFilled aria-hidden size={18} />
            <span>
              <b>{notification.title}</b>
              <time>{clock(notification.at)}</time>
              <span className="lock-text">{notification.text}</span>
            </span>
          </span>
        ))}
      </span>
      {silent > 0 && (
        <span className="lock-silent">
          <IconBellOff aria-hidden size={18} /> {texts.lockSilent}: {silent}
        </span>
      )}
      <span className="lock-unlock">{texts.unlock}</span>
    </button>
  );
}
