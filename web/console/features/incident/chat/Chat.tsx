import { useEffect, useRef } from 'react';
import type { ChatMessage, IncidentReport } from '#contract/incident';
import { useWords } from '../../../ui/use-words.ts';
import { Bubble } from './Bubble.tsx';
import css from './Chat.module.css';

type Props = { messages: readonly ChatMessage[]; reports: readonly IncidentReport[]; isSilent: boolean };

/** What the reporter and the officers wrote, oldest first; keeps the newest in sight. */
export function Chat({ messages, reports, isSilent }: Props) {
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length;
  const first = useRef(true);
  useEffect(() => {
    // Not when the panel opens: the act to do stands at its top.
    if (!first.current && count > 0) end.current?.scrollIntoView({ block: 'nearest' });
    first.current = false;
  }, [count]);
  return (
    <section className={css.chat} aria-labelledby="chat-title">
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
