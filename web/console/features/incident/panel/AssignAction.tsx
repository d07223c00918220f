import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isWritten } from '#contract/text';
import { useText } from '../../../ui/use-text.ts';
import UnitChoice from '../units/UnitChoice.tsx';
import { OfficerChoice } from '../visibility/OfficerChoice.tsx';
import { ActionForm } from './ActionForm.tsx';
import css from './actions.module.css';
import { addRecentUnit, listRecentUnits } from './recent-units.ts';
import type { Sending } from './use-submission.ts';

type Props = {
  incidentId: string;
  /** The officers sent already, when the unit is changed. */
  sent: readonly string[];
  sending: Sending;
  onCancel?: (() => void) | undefined;
};

/** Who is sent: a unit of the register by one tap, the best one first; a name and people by hand if none fits. */
export function AssignAction(props: Props) {
  const { incidentId, sending, onCancel } = props;
  const { t } = useText();
  const [isByHand, setByHand] = useState(false);
  if (isByHand) return <AssignByHand {...props} onCancel={() => setByHand(false)} />;
  return (
    <section className={css.action} aria-label={t('action.assign')}>
      <h3 className={css.title}>{t('action.chooseUnit')}</h3>
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
            {t('action.assignByHand')}
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

/** A radio name, and the people by name: only they see it on their phones. */
function AssignByHand({ incidentId, sent, sending, onCancel }: Props) {
  const { t } = useText();
  const client = useQueryClient();
  const [unitName, setUnitName] = useState('');
  const [officers, setOfficers] = useState<ReadonlySet<string>>(new Set(sent));
  const recent = listRecentUnits(client);
  const assign = (name: string): void => {
    addRecentUnit(client, name);
    const officerIds = [...officers];
    const body = officerIds.length > 0 || sent.length > 0 ? { unitName: name, officerIds } : { unitName: name };
    sending.send({ action: 'assign', body });
  };
  return (
    <ActionForm
      title={t('action.assign')}
      submitLabel={officers.size === 0 ? t('action.assign') : t('officers.assign', { count: officers.size })}
      isReady={isWritten(unitName)}
      isSending={sending.pending?.action === 'assign'}
      onSubmit={() => assign(unitName.trim())}
      onCancel={onCancel}
    >
      <p className={css.hint}>{t('officers.hint')}</p>
      <OfficerChoice incidentId={incidentId} chosen={officers} onChange={setOfficers} />
      {recent.length > 0 && (
        <fieldset className={css.chips} aria-label={t('action.recentUnits')}>
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
        aria-label={t('action.unitName')}
        placeholder={t('action.unitName')}
        value={unitName}
        onChange={(event) => setUnitName(event.currentTarget.value)}
      />
    </ActionForm>
  );
}
