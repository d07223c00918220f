import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { ACCOUNT_TEXT } from '../../../text/account.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { NewOwnNumberForm } from '../NewOwnNumberForm.tsx';
import css from './account.module.css';
import { accountEventsQuery, addOwnNumber, ownNumbersQuery } from './account.ts';
import { Section } from './Section.tsx';

/** Numbers by which a person is known in private life. They add their own; nobody takes away what keeps them from a case. */
export function OwnNumbersSection() {
  const { t, language } = useText(ACCOUNT_TEXT);
  const { t: app } = useText();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const list = useQuery(ownNumbersQuery);
  const add = useMutation({
    mutationFn: addOwnNumber,
    onSuccess: () => setOpen(false),
    onSettled: () =>
      Promise.all([client.invalidateQueries(ownNumbersQuery), client.invalidateQueries(accountEventsQuery)]),
  });
  return (
    <Section title={t('numbers.title')} icon={<IconEyeOff aria-hidden size={22} />}>
      <p>{t('numbers.why')}</p>
      <p className={css.small}>{t('numbers.private')}</p>
      {list.isPending && <Waiting label={app('app.loading')} />}
      {list.isError && <p role="alert">{describeProblem(list.error, language)}</p>}
      <ul className={css.list}>
        {list.data?.map(({ id, kind, ending }) => (
          <li key={id} className={css.row}>
            <p className={css.rowText}>
              <strong>{t(`numbers.kind.${kind}`)}</strong> · {t('numbers.ends', { ending })}
            </p>
          </li>
        ))}
      </ul>
      {(list.data?.length ?? 0) > 0 && <p className={css.small}>{t('numbers.mistake')}</p>}
      {isOpen ? (
        <NewOwnNumberForm
          isSending={add.isPending}
          error={add.error}
          onSubmit={(own) => add.mutate(own)}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <div className={css.buttons}>
          <Button
            variant="default"
            onClick={() => {
              add.reset();
              setOpen(true);
            }}
          >
            {t('numbers.add')}
          </Button>
        </div>
      )}
    </Section>
  );
}
