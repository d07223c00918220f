import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../ui/use-words.ts';
import { ActForm } from './ActForm.tsx';
import css from './acts.module.css';
import { keepUnit, listRecentUnits } from './recent-units.ts';
import type { Sending } from './use-submission.ts';

export function AssignAct({ sending, onCancel }: { sending: Sending; onCancel?: (() => void) | undefined }) {
  const { t } = useWords();
  const [unitName, setUnitName] = useState('');
  const recent = listRecentUnits();
  const assign = (name: string): void => {
    keepUnit(name);
    sending.send({ action: 'assign', body: { unitName: name } });
  };
  return (
    <ActForm
      title={t('act.assign')}
      submitLabel={t('act.assign')}
      isReady={unitName.trim() !== ''}
      isSending={sending.pending?.action === 'assign'}
      onSubmit={() => assign(unitName.trim())}
      onCancel={onCancel}
    >
      {recent.length > 0 && (
        <fieldset className={css.chips} aria-label={t('act.recentUnits')}>
          {recent.map((name) => (
            <Button key={name} variant="default" disabled={sending.pending !== null} onClick={() => assign(name)}>
              {name}
            </Button>
          ))}
        </fieldset>
      )}
      <TextInput
        size="lg"
        maxLength={60}
        aria-label={t('act.unitName')}
        placeholder={t('act.unitName')}
        value={unitName}
        onChange={(event) => setUnitName(event.currentTarget.value)}
      />
    </ActForm>
  );
}
