import { useState } from 'react';
import { CONFLICT_KINDS } from '#contract/incident-visibility';
import { isWritten } from '#contract/text';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { ReasonField } from './ReasonField.tsx';
import { StaffSearch } from './StaffSearch.tsx';
import type { Colleague } from './staff.ts';
import { useVisibilityAction } from './use-visibility-action.ts';
import css from './VisibilityPage.module.css';
import { type Conflict, conflictsKey, type MarkConflict, markConflict } from './visibility.ts';

/** Who, how closely involved, why; and a warning of what it will do. */
export function MarkConflictForm({ incidentId, onDone }: { incidentId: string; onDone: () => void }) {
  const { t } = useText();
  const [person, setPerson] = useState<Colleague | null>(null);
  const [kind, setKind] = useState<Conflict['kind']>('named');
  const [reason, setReason] = useState('');
  const key = conflictsKey(incidentId);
  const marking = useVisibilityAction<MarkConflict>(
    key,
    (conflict, once) => markConflict(incidentId, conflict, once),
    onDone,
  );
  const isReady = person !== null && isWritten(reason);
  return (
    <InlineForm
      submitLabel={person ? t('conflict.markPerson', { name: person.name }) : t('conflict.choose')}
      isReady={isReady}
      isSending={marking.isSending}
      error={marking.error}
      tone={undefined}
      onSubmit={() => person && marking.send({ personId: person.id, kind, reason: reason.trim() })}
      onCancel={onDone}
    >
      <StaffSearch label={t('staff.search')} chosen={person} onChoose={setPerson} />
      <fieldset className={css.kinds}>
        <legend>{t('conflict.kindTitle')}</legend>
        {CONFLICT_KINDS.map((choice) => (
          <label key={choice} className={css.kind}>
            <input type="radio" name="kind" checked={kind === choice} onChange={() => setKind(choice)} />
            {t(`conflict.kind.${choice}`)}
          </label>
        ))}
      </fieldset>
      <ReasonField
        ready={[t('conflict.reason.suspect'), t('conflict.reason.relative'), t('conflict.reason.reporterAsked')]}
        value={reason}
        onChange={setReason}
      />
      <p className={css.consequence}>
        {person ? t('conflict.consequence', { name: person.name }) : t('conflict.consequenceAny')}
      </p>
    </InlineForm>
  );
}
