import { useEffect, useRef, useState } from 'react';
import type { ChatView, PhoneView } from '../../control/view.ts';
import type { Do } from '../actions.ts';
import { withKeys } from '../message/with-keys.ts';
import { useText } from '../text/text.tsx';
import { EntryBar } from './EntryBar.tsx';
import { MessageLine } from './MessageLine.tsx';
import type { SheetRequest } from './PhoneSheet.tsx';
import { RichMenu } from './RichMenu.tsx';

type Props = {
  phone: PhoneView;
  chat: ChatView;
  draft: string;
  onDraft: (text: string) => void;
  onSheet: (request: SheetRequest) => void;
  onSample: () => void;
  doIt: Do;
  showToast: (text: string) => void;
};

/** The open chat: messages, quick replies, and below them the rich menu or the keyboard. */
export function ChatScreen({ phone, chat, draft, onDraft, onSheet, onSample, doIt, showToast }: Props) {
  const { texts } = useText();
  const [typing, setTyping] = useState(false);
  const menu = chat.richMenu;
  // Sending something scrolls to the end of the chat, also after scrolling up to tap an earlier card.
  const log = useRef<HTMLDivElement>(null);
  const lastOwn = chat.messages.findLast(({ from }) => from === 'me')?.id;
  useEffect(() => {
    if (lastOwn !== undefined) log.current?.scrollTo(0, 0);
  }, [lastOwn]);
  const emptyText = chat.kind === 'user' ? texts.emptyChat : texts.emptyGroup;

  return (
    <>
      {phone.client === 'pc' && <p className="phone-hint">{texts.pcHint}</p>}
      {chat.friendship === 'blocked' && <p className="phone-hint warn">{texts.blockedHint}</p>}
      {chat.kind === 'user' && chat.friendship === 'none' && (
        <p className="phone-hint">
          {texts.strangerHint}
          <button type="button" onClick={() => void doIt({ do: 'follow' })}>
            {texts.follow}
          </button>
        </p>
      )}
      <div ref={log} className="chat" role="log" aria-label={chat.name}>
        <div className="chat-messages">
          {chat.messages.length === 0 && <p className="chat-empty">{emptyText}</p>}
          {chat.messages.map((shown) => (
            <MessageLine
              key={shown.id}
              shown={shown}
              accountName={chat.account ?? ''}
              doIt={doIt}
              showToast={showToast}
            />
          ))}
          {chat.loading && (
            <p className="loading-dots" role="status" aria-label={texts.typing}>
              <i />
              <i />
              <i />
            </p>
          )}
        </div>
      </div>
      {chat.quickReplies.length > 0 && (
        <ul className="quick-replies">
          {withKeys(chat.quickReplies).map(({ key, one, index }) => (
            <li key={key}>
              <button type="button" onClick={() => void doIt({ do: 'tap-quick-reply', name: index })}>
                {one.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      {menu && !typing ? (
        <RichMenu menu={menu} doIt={doIt} onKeyboard={() => setTyping(true)} />
      ) : (
        <EntryBar
          draft={draft}
          onDraft={onDraft}
          disabled={chat.friendship === 'blocked'}
          onSheet={onSheet}
          onSample={onSample}
          onMenu={menu && (() => setTyping(false))}
          doIt={doIt}
        />
      )}
    </>
  );
}
