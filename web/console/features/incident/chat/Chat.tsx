import { useEffect, useRef } from 'react';
import type { ChatMessage, IncidentReport } from '#contract/incident';
import { useText } from '../../../ui/use-text.ts';
import { Bubble } from './Bubble.tsx';
import css from './Chat.module.css';

type Props = { messages: readonly ChatMessage[]; reports: readonly IncidentReport[]; isSilent: boolean };

const CHAT_ID = 'chat';

/** Scrolls to the newest message. */
export function showChat(): void {
  document.getElementById(CHAT_ID)?.scrollIntoView({ block: 'end' });
}

/** What the reporter and the officers wrote, oldest first. */
export function Chat({ messages, reports, isSilent }: Props) {
  const { t } = useText();
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length;
  const last = messages.at(-1);
  const isOwn = last?.from === 'officer';
  const isAtEnd = useRef(false);
  const seen = useRef(count);
  useEffect(() => {
    const mark = end.current;
    if (!mark) return;
    const watch = new IntersectionObserver(([entry]) => {
      isAtEnd.current = entry?.isIntersecting ?? false;
    });
    watch.observe(mark);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const isNew = count > seen.current;
    seen.current = count;
    // A new message must not scroll an officer away from the action they are looking at.
    if (isNew && (isOwn || isAtEnd.current)) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count, isOwn]);
  return (
    <section id={CHAT_ID} className={css.chat} aria-labelledby="chat-title">
      <h3 id="chat-title" className={css.title}>
        {t('chat.title')}
      </h3>
      {isSilent && <p className={css.silentNote}>{t('chat.silentNote')}</p>}
      {count === 0 && <p className={css.empty}>{t('chat.empty')}</p>}
      <ol className={css.messages} aria-live="polite">
        {messages.map((message) => (
          <Bubble
            key={message.id}
            message={message}
            isWeb={reports.find(({ reportId }) => reportId === message.reportId)?.channel === 'web'}
            reporterNumber={
              reports.length > 1 ? reports.findIndex(({ reportId }) => reportId === message.reportId) + 1 : 0
            }
          />
        ))}
      </ol>
      <div ref={end} />
    </section>
  );
}
