import { IconBellOff, IconDots, IconFile, IconMapPinFilled, IconMoodHappyFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { senderTitle } from '../../chat/lock-screen.ts';
import type { ChatView } from '../../control/view.ts';
import type { Do } from '../actions.ts';
import { BotMessageBody } from '../message/BotMessageBody.tsx';
import { useText } from '../text/text.tsx';
import { clock } from '../text/time.ts';
import { PopMenu } from './PopMenu.tsx';

type Shown = ChatView['messages'][number];
type Props = { shown: Shown; accountName: string; doIt: Do; showToast: (text: string) => void };

const SYSTEM_TEXTS: Record<string, 'systemJoined' | 'systemLeft' | 'systemBlocked' | 'systemUnblocked'> = {
  joined: 'systemJoined',
  'member-joined': 'systemJoined',
  left: 'systemLeft',
  'member-left': 'systemLeft',
  blocked: 'systemBlocked',
  unblocked: 'systemUnblocked',
};

/** One line of the chat: a system line, a bubble of mine, of another person, or a message of the account. */
export function MessageLine({ shown, accountName, doIt, showToast }: Props) {
  const { texts } = useText();
  if (shown.from === 'system') {
    const what = SYSTEM_TEXTS[shown.type] ?? 'systemJoined';
    const who = what === 'systemJoined' || what === 'systemLeft' ? `${shown.text} ` : '';
    return <p className="system-line">{who + texts[what]}</p>;
  }
  if (shown.unsent)
    return <p className="system-line">{shown.from === 'me' ? texts.unsentByMe : texts.unsentByOther}</p>;
  const name = shown.from === 'bot' && shown.message ? senderTitle(shown.message, accountName) : shown.senderName;
  return (
    <article className={`line from-${shown.from}`} data-message-id={shown.id}>
      {shown.from !== 'me' && <p className="sender">{name}</p>}
      <div className="line-row">
        {shown.message ? (
          <BotMessageBody message={shown.message} messageId={shown.id} doIt={doIt} />
        ) : (
          <OwnBubble shown={shown} doIt={doIt} showToast={showToast} />
        )}
        <p className="line-side">
          {shown.from === 'me' && shown.read && <span>{texts.read}</span>}
          {shown.silent && <IconBellOff aria-label={texts.silent} size={14} />}
          <time>{clock(shown.at)}</time>
        </p>
      </div>
    </article>
  );
}

/** A person's own message. Its menu (copy, unsend) opens by the dots, a long press or the right mouse button. */
function OwnBubble({ shown, doIt, showToast }: Omit<Props, 'accountName'>) {
  const { texts } = useText();
  const place = useRef<HTMLDivElement>(null);
  const isMine = shown.from === 'me';
  const items = [
    ...(shown.text === ''
      ? []
      : [
          {
            label: texts.copy,
            run: () => void navigator.clipboard?.writeText(shown.text).then(() => showToast(texts.copied)),
          },
        ]),
    ...(isMine ? [{ label: texts.unsend, run: () => void doIt({ do: 'unsend', messageId: shown.id }) }] : []),
  ];
  useEffect(() => {
    const bubble = place.current;
    const openMenu = (event: Event) => {
      event.preventDefault();
      bubble?.querySelector<HTMLButtonElement>('.bubble-dots')?.click();
    };
    bubble?.addEventListener('contextmenu', openMenu);
    return () => bubble?.removeEventListener('contextmenu', openMenu);
  }, []);

  return (
    <div className="bubble-place" ref={place}>
      <div className={`bubble ${isMine ? 'mine' : ''} ${shown.type === 'text' ? '' : 'bare'}`}>
        <Content shown={shown} />
      </div>
      {items.length > 0 && (
        <PopMenu
          label={texts.messageMenu}
          className="bubble-dots"
          icon={<IconDots aria-hidden size={16} />}
          items={items}
          end={isMine}
        />
      )}
    </div>
  );
}

function Content({ shown }: { shown: Shown }) {
  const { texts } = useText();
  const { content } = shown;
  switch (content?.type) {
    case 'text':
      return <span>{content.text}</span>;
    case 'location':
      return (
        <span className="place-card">
          <IconMapPinFilled aria-hidden />
          <b>{content.title ?? texts.location}</b>
          {content.address && <span>{content.address}</span>}
          <small>
            {content.latitude.toFixed(5)}, {content.longitude.toFixed(5)}
          </small>
        </span>
      );
    case 'image':
      return <img className="photo" src={`/simulator/contents/${shown.id}`} alt={texts.photoSent} />;
    case 'sticker':
      return <IconMoodHappyFilled className="sticker" aria-label={texts.stickerSent} />;
    default:
      return (
        <span className="place-card">
          <IconFile aria-hidden /> {shown.text || shown.type}
        </span>
      );
  }
}
