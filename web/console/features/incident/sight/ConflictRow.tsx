import { Button } from '@mantine/core';
import { IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { isWritten } from '#contract/words';
import { AskForm } from '../../../ui/AskForm.tsx';
import { sayDateAndTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { ReasonField } from './ReasonField.tsx';
import css from './SightPage.module.css';
import { type Conflict, conflictsKey, liftConflict } from './sight.ts';
import { useSightAct } from './use-sight-act.ts';

export function ConflictRow({ incidentId, conflict }: { incidentId: string; conflict: Conflict }) {
  const { t, language } = useWords();
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
      <p className={css.small}>{t('sight.by', { name: by.name, when: sayDateAndTime(at, language) })}</p>
      {liftedAt && liftedBy && (
        <p className={css.small}>
          {t('conflict.liftedBy', { name: liftedBy.name, when: sayDateAndTime(liftedAt, language) })}
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
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const lifting = useSightAct<string>(
    conflictsKey(incidentId),
    (said, once) => liftConflict(incidentId, conflict.id, said, once),
    onDone,
  );
  return (
    <AskForm
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
    </AskForm>
  );
}
