import { IconChevronDown, IconDots, IconLock } from '@tabler/icons-react';
import type { ChatView, PhoneView } from '../../control/view.ts';
import type { Do } from '../actions.ts';
import { useText } from '../text/text.tsx';
import { PopMenu } from './PopMenu.tsx';

type Props = {
  phone: PhoneView;
  chat: ChatView;
  onChat: (key: string) => void;
  onLock: () => void;
  onClose: () => void;
  doIt: Do;
};

/** The name of the open chat; which other chats there are; what LINE's chat settings would offer. */
export function PhoneHeader({ phone, chat, onChat, onLock, onClose, doIt }: Props) {
  const { texts } = useText();
  const isDirect = chat.kind === 'user';
  const options = [
    ...(isDirect && chat.friendship === 'none'
      ? [{ label: texts.follow, run: () => void doIt({ do: 'follow' }) }]
      : []),
    ...(isDirect && chat.friendship !== 'blocked'
      ? [{ label: texts.block, run: () => void doIt({ do: 'block' }) }]
      : []),
    ...(chat.friendship === 'blocked' ? [{ label: texts.unblock, run: () => void doIt({ do: 'unblock' }) }] : []),
    ...(isDirect ? [{ label: texts.reopen, run: () => void doIt({ do: 'reopen' }) }] : []),
    phone.client === 'phone'
      ? { label: texts.usePc, run: () => void doIt({ do: 'client', client: 'pc' }) }
      : { label: texts.usePhone, run: () => void doIt({ do: 'client', client: 'phone' }) },
    { label: texts.closePhone, run: onClose },
  ];

  return (
    <header className="phone-header">
      <PopMenu
        label={`${chat.name} · ${texts.chats}`}
        className="chat-name"
        icon={
          <>
            <strong>{chat.name}</strong>
            {chat.kind !== 'user' && <span> ({chat.memberNames.length})</span>}
            {phone.chats.length > 1 && <IconChevronDown aria-hidden size={18} />}
          </>
        }
        items={phone.chats.map((one) => ({
          label: one.name,
          current: one.key === chat.key,
          run: () => onChat(one.key),
        }))}
      />
      <button type="button" className="plain-icon" aria-label={texts.lock} title={texts.lock} onClick={onLock}>
        <IconLock aria-hidden />
      </button>
      <PopMenu label={texts.options} className="plain-icon" icon={<IconDots aria-hidden />} items={options} end />
    </header>
  );
}
