import { Button } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './account.module.css';
import { endAllSessions, endOtherSessions, protectionQuery, sessionsQuery } from './account.ts';
import { KeepLinks } from './KeepLinks.tsx';
import { Section } from './Section.tsx';
import { SessionRow } from './SessionRow.tsx';

/** `onSignedOut`: called when this session ended too. */
export function SessionsSection({ onSignedOut }: { onSignedOut: () => void }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const [confirming, setConfirming] = useState<'others' | 'all' | null>(null);
  const [keepLinks, setKeepLinks] = useState(false);
  const end = useMutation({
    mutationFn: () => (confirming === 'all' ? endAllSessions : endOtherSessions)(keepLinks),
    onSuccess: () => {
      if (confirming === 'all') onSignedOut();
      setConfirming(null);
    },
    onSettled: () =>
      confirming !== 'all' &&
      Promise.all([client.invalidateQueries(sessionsQuery), client.invalidateQueries(protectionQuery)]),
  });
  const ask = (what: 'others' | 'all'): void => {
    end.reset();
    setKeepLinks(false);
    setConfirming(what);
  };
  const hasOthers = (sessions.data?.length ?? 0) > 1;
  return (
    <Section title={t('account.session.title')} icon={<IconDevices aria-hidden size={22} />}>
      <p className={css.small}>{t('account.session.what')}</p>
      {sessions.isPending && <Waiting label={t('app.loading')} />}
      {sessions.isError && <p role="alert">{describeProblem(sessions.error, language)}</p>}
      <ul className={css.list}>
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {confirming ? (
        <InlineForm
          tone="danger"
          why={t(confirming === 'all' ? 'account.session.endAllWhy' : 'account.session.endOthersWhy')}
          submitLabel={t(confirming === 'all' ? 'account.session.endAll' : 'account.session.endOthers')}
          isSending={end.isPending}
          error={end.error}
          onSubmit={() => end.mutate()}
          onCancel={() => setConfirming(null)}
        >
          <KeepLinks isChecked={keepLinks} onChange={setKeepLinks} />
        </InlineForm>
      ) : (
        <div className={css.buttons}>
          {hasOthers && (
            <Button variant="default" onClick={() => ask('others')}>
              {t('account.session.endOthers')}
            </Button>
          )}
          <Button variant="default" onClick={() => ask('all')}>
            {t('account.session.endAll')}
          </Button>
        </div>
      )}
    </Section>
  );
}
