import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me } from '#contract/access';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { useFoundCases } from './acts-data.ts';
import { CaseRow } from './CaseRow.tsx';
import cases from './cases.module.css';
import css from './lead.module.css';
import { groupOf } from './order-cases.ts';

/** By number, name, alias, ID number or telephone; asked for by pressing, because each search is recorded. */
export function SearchCases({ me }: { me: Me }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const list = useFoundCases(asked);
  const found = list.data?.found ?? [];
  return (
    <>
      <form
        className={css.find}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(text.trim());
        }}
      >
        <TextInput
          size="lg"
          autoFocus
          label={t('find.label')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="lg"
          leftSection={<IconSearch aria-hidden size={22} />}
          disabled={text.trim().length < 2}
        >
          {t('find.go')}
        </Button>
      </form>
      <p className={cases.small}>{t('find.hint')}</p>
      {asked !== '' && (
        <PageList list={list} isEmpty={found.length === 0} empty={t('find.none')}>
          <ul className={work.rows}>
            {found.map(({ by, case: one }) => (
              <CaseRow key={`${one.id} ${by}`} one={one} group={groupOf(one, me.id)} mayWork={false} namesAgency />
            ))}
          </ul>
          {list.data?.isCut && <p className={cases.small}>{t('find.cut')}</p>}
        </PageList>
      )}
    </>
  );
}
