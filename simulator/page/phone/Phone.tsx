import { useEffect, useState } from 'react';
import type { PhoneAction, PhoneActionResult, PhoneView } from '../../control/view.ts';
import type { Do } from '../actions.ts';
import { performAction } from '../api/call.ts';
import { useLive } from '../api/use-live.ts';
import { useText } from '../text/text.tsx';
import { ChatScreen } from './ChatScreen.tsx';
import { LockScreen } from './LockScreen.tsx';
import { PhoneHeader } from './PhoneHeader.tsx';
import { PhoneSheet, type SheetRequest } from './PhoneSheet.tsx';
import { takeSamplePhoto } from './sample-photo.ts';

type Props = { userId: string; inFront: boolean; onClose: () => void };

/** One phone: its open chat, its lock screen, and whatever sheet is up. */
export function Phone({ userId, inFront, onClose }: Props) {
  const { texts } = useText();
  const phone = useLive<PhoneView>(
    `/phones/${userId}`,
    (change) => change.about === 'phone' && change.userId === userId,
  );
  const [chatKey, setChatKey] = useState<string>();
  const [locked, setLocked] = useState(false);
  const [sheet, setSheet] = useState<SheetRequest>();
  const [draft, setDraft] = useState('');
  const [toast, setToast] = useState<string>();
  const chat = phone?.chats.find((one) => one.key === chatKey) ?? phone?.chats[0];
  const openChat = chat?.key;
  // Opening a chat is what makes LINE fetch a new default rich menu.
  useEffect(() => {
    if (openChat !== undefined) void performAction(userId, openChat, { do: 'reopen' });
  }, [userId, openChat]);
  if (!phone || !chat) return <section className="phone" aria-busy="true" />;

  function showToast(text: string) {
    setToast(text);
    setTimeout(() => setToast(undefined), 2500);
  }

  function open(action: PhoneAction, { opens, value }: PhoneActionResult) {
    if (opens === 'location-picker') setSheet({ show: 'location' });
    else if (opens === 'camera' || opens === 'camera-roll') setSheet({ show: 'photo' });
    else if (opens === 'call') setSheet({ show: 'call', value: value ?? '' });
    else if (opens === 'link') setSheet({ show: 'link', value: value ?? '' });
    else if (opens === 'date-picker') setSheet({ show: 'date', action });
    else if (opens === 'voice') showToast(texts.voiceHint);
    else if (opens === 'keyboard') setDraft(value ?? '');
    else if (value !== undefined) void navigator.clipboard?.writeText(value).then(() => showToast(texts.copied));
  }

  const doIt: Do = async (action) => {
    try {
      open(action, await performAction(userId, chat.key, action));
    } catch (error) {
      showToast(`${texts.failed}: ${error instanceof Error ? error.message : ''}`);
    }
  };

  return (
    <section className={`phone ${inFront ? 'in-front' : ''}`} aria-label={`${texts.phoneOf} ${phone.name}`}>
      <div className="phone-owner">
        <span>{phone.name}</span>
      </div>
      <div className="phone-glass">
        <PhoneHeader
          phone={phone}
          chat={chat}
          onChat={setChatKey}
          onLock={() => setLocked(true)}
          onClose={onClose}
          doIt={doIt}
        />
        <ChatScreen
          key={chat.key}
          phone={phone}
          chat={chat}
          draft={draft}
          onDraft={setDraft}
          onSheet={setSheet}
          onSample={() =>
            void takeSamplePhoto().then((bytes) => doIt({ do: 'image', bytes, contentType: 'image/jpeg' }))
          }
          doIt={doIt}
          showToast={showToast}
        />
        {sheet && <PhoneSheet request={sheet} doIt={doIt} onClose={() => setSheet(undefined)} />}
        {locked && <LockScreen phone={phone} onUnlock={() => setLocked(false)} />}
        {toast && (
          <p className="toast" role="status">
            {toast}
          </p>
        )}
      </div>
    </section>
  );
}
