import { Button } from '@mantine/core';
import { IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { isWritten } from '#contract/text';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { ReasonField } from './ReasonField.tsx';
import { useVisibilityAction } from './use-visibility-action.ts';
import css from './VisibilityPage.module.css';
import { type Conflict, conflictsKey, liftConflict } from './visibility.ts';

export function ConflictRow({ incidentId, conflict }: { incidentId: string; conflict: Conflict }) {
  const { t, language } = useText();
  const [asks, setAsks] = useState(false);
  const { person, by, at, liftedAt, liftedBy, liftReason } = conflict;
  const RowIcon = liftedAt ? IconUserCheck : IconUserOff;
  return (
    <li className={css.row} data-over={liftedAt !== null || undefined}>
      <p className={css.who}>
        <RowIcon aria-hidden size={22} />
        <strong>{person.name}</strong>
        <span className={css.state}>{t(liftedAt ? 'conflict.lifted' : 'conflict.inForce')}</span>
      </p>
      <p>
        {t(`conflict.kind.${conflict.kind}`)} · “{conflict.reason}”
      </p>
      <p className={css.small}>{t('visibility.by', { name: by.name, when: formatDateAndTime(at, language) })}</p>
      {liftedAt && liftedBy && (
        <p className={css.small}>
          {t('conflict.liftedBy', { name: liftedBy.name, when: formatDateAndTime(liftedAt, language) })}
          {liftReason && ` · “${liftReason}”`}
        </p>
      )}
      {!liftedAt && !asks && (
        <Button variant="default" onClick={() => setAsks(true)}>
          {t('conflict.lift')}
        </Button>
      )}
      {!liftedAt && asks && <LiftForm incidentId={incidentId} conflict={conflict} onDone={() => setAsks(false)} />}
    </li>
  );
}

type LiftProps = { incidentId: string; conflict: Conflict; onDone: () => void };

function LiftForm({ incidentId, conflict, onDone }: LiftProps) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  const lifting = useVisibilityAction<string>(
    conflictsKey(incidentId),
    (reason, once) => liftConflict(incidentId, conflict.id, reason, once),
    onDone,
  );
  return (
    <InlineForm
      why={t('conflict.liftConsequence', { name: conflict.person.name })}
      submitLabel={t('conflict.liftConfirm')}
      isReady={isWritten(reason)}
      isSending={lifting.isSending}
      error={lifting.error}
      onSubmit={() => lifting.send(reason.trim())}
      onCancel={onDone}
    >
      <ReasonField
        ready={[t('conflict.liftReason.wrongPerson'), t('conflict.liftReason.cleared')]}
        value={reason}
        onChange={setReason}
      />
    </InlineForm>
  );
}
