import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OwnNumber, Person } from '#contract/access-people';
import { ACCOUNT_TEXT } from '../../../text/account.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { NewOwnNumberForm } from '../NewOwnNumberForm.tsx';
import css from './people.module.css';
import { addOwnNumberOf, removeOwnNumberOf } from './people.ts';
import { usePeopleAction } from './use-people-action.ts';

type Props = { person: Person; agencyId: string; onCancel: () => void };

/** Private numbers of a colleague, for whoever administers the account: added, and taken away where one is wrong. */
export function OwnNumbersOf({ person, agencyId, onCancel }: Props) {
  const { t } = useText(ACCOUNT_TEXT);
  const [isAdding, setAdding] = useState(false);
  const [going, setGoing] = useState<OwnNumber | null>(null);
  const add = usePeopleAction(agencyId, addOwnNumberOf(person.id), () => setAdding(false));
  const remove = usePeopleAction(agencyId, removeOwnNumberOf(person.id), () => setGoing(null));
  return (
    <>
      <p>{t('numbers.whyOf', { name: person.name })}</p>
      {person.ownNumbers.length === 0 && <p className={css.hint}>{t('numbers.none')}</p>}
      <ul className={css.memberships}>
        {person.ownNumbers.map((own) => (
          <li key={own.id} className={css.membership}>
            <p className={css.rowText}>
              <strong>{t(`numbers.kind.${own.kind}`)}</strong> · {t('numbers.ends', { ending: own.ending })}
            </p>
            {going?.id === own.id ? (
              <InlineForm
                why={t('numbers.removeWhy')}
                submitLabel={t('numbers.remove')}
                tone="danger"
                isSending={remove.isPending}
                error={remove.error}
                onSubmit={() => remove.mutate(own.id)}
                onCancel={() => setGoing(null)}
              />
            ) : (
              <div className={css.buttons}>
                <Button
                  variant="default"
                  aria-label={`${t('numbers.remove')}: ${t(`numbers.kind.${own.kind}`)} ${t('numbers.ends', { ending: own.ending })}`}
                  onClick={() => {
                    remove.reset();
                    setGoing(own);
                  }}
                >
                  {t('numbers.remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {isAdding ? (
        <NewOwnNumberForm
          isSending={add.isPending}
          error={add.error}
          onSubmit={(own) => add.mutate(own)}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <div className={css.buttons}>
          <Button
            variant="default"
            onClick={() => {
              add.reset();
              setAdding(true);
            }}
          >
            {t('numbers.add')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('numbers.done')}
          </Button>
        </div>
      )}
    </>
  );
}
