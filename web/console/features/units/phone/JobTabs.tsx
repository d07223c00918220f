import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Phone.module.css';
import type { Work } from './use-my-work.ts';

type Props = { work: readonly Work[]; shownId: string | undefined; onShow: (id: string) => void };

/** Tabs for all jobs: a new one is marked until it was opened, and does not replace the current one. */
export function JobTabs({ work, shownId, onShow }: Props) {
  const { t } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (shownId) setSeen((before) => (before.has(shownId) ? before : new Set([...before, shownId])));
  }, [shownId]);
  if (work.length < 2) return null;
  return (
    <nav className={css.jobs} aria-label={p('jobs')}>
      {work.map(({ id, incident, assignment }, at) => {
        const isNew = id !== shownId && !seen.has(id);
        return (
          <UnstyledButton key={id} aria-current={id === shownId ? 'page' : undefined} onClick={() => onShow(id)}>
            <b data-new={isNew || undefined}>
              {isNew ? p('newJob') : assignment?.isQueued ? p('queued') : p('jobNumber', { number: at + 1 })}
            </b>
            <span>{t(`type.${incident.type}`)}</span>
          </UnstyledButton>
        );
      })}
    </nav>
  );
}
