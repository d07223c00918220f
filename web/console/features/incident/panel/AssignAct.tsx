import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isWritten } from '#contract/words';
import { useWords } from '../../../ui/use-words.ts';
import { OfficerChoice } from '../sight/OfficerChoice.tsx';
import UnitChoice from '../units/UnitChoice.tsx';
import { ActForm } from './ActForm.tsx';
import css from './acts.module.css';
import { keepUnit, listRecentUnits } from './recent-units.ts';
import type { Sending } from './use-submission.ts';

type Props = {
  incidentId: string;
  /** Sent already, when the unit is named anew. */
  sent: readonly string[];
  sending: Sending;
  onCancel?: (() => void) | undefined;
};

/** Who goes: a unit of the register by one tap, the best one first; a name and people by hand where none of them fits. */
export function AssignAct(props: Props) {
  const { incidentId, sending, onCancel } = props;
  const { t } = useWords();
  const [isByHand, setByHand] = useState(false);
  if (isByHand) return <AssignByHand {...props} onCancel={() => setByHand(false)} />;
  return (
    <section className={css.act} aria-label={t('act.assign')}>
      <h3 className={css.title}>{t('act.chooseUnit')}</h3>
      <div className={css.stack}>
        <UnitChoice
          incidentId={incidentId}
          isSending={sending.pending !== null}
          onChoose={(unitId, isBusy) =>
            sending.send({ action: 'assign', body: isBusy ? { unitId, queue: true } : { unitId } })
          }
        />
        <div className={css.row}>
          <Button variant="default" onClick={() => setByHand(true)}>
            {t('act.assignByHand')}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('app.cancel')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** A name as radio calls it, and the people by name: they alone see it on their telephones. */
function AssignByHand({ incidentId, sent, sending, onCancel }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [unitName, setUnitName] = useState('');
  const [officers, setOfficers] = useState<ReadonlySet<string>>(new Set(sent));
  const recent = listRecentUnits(client);
  const assign = (name: string): void => {
    keepUnit(client, name);
    const officerIds = [...officers];
    const body = officerIds.length > 0 || sent.length > 0 ? { unitName: name, officerIds } : { unitName: name };
    sending.send({ action: 'assign', body });
  };
  return (
    <ActForm
      title={t('act.assign')}
      submitLabel={officers.size === 0 ? t('act.assign') : t('officers.assign', { count: officers.size })}
      isReady={isWritten(unitName)}
      isSending={sending.pending?.action === 'assign'}
      onSubmit={() => assign(unitName.trim())}
      onCancel={onCancel}
    >
      <p className={css.hint}>{t('officers.hint')}</p>
      <OfficerChoice incidentId={incidentId} chosen={officers} onChange={setOfficers} />
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
