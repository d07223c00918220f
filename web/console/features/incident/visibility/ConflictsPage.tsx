import { Button } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { ConflictRow } from './ConflictRow.tsx';
import { MarkConflictForm } from './MarkConflictForm.tsx';
import css from './VisibilityPage.module.css';
import { useConflicts } from './visibility.ts';

/** From whom an incident is withheld: who, why and by whom; recording a conflict of interest and lifting one. */
export default function ConflictsPage({ incidentId }: { incidentId: string }) {
  const { t } = useText();
  const conflicts = useConflicts(incidentId);
  const [isMarking, setMarking] = useState(false);
  const inForce = conflicts.data?.filter(({ liftedAt }) => liftedAt === null) ?? [];
  const lifted = conflicts.data?.filter(({ liftedAt }) => liftedAt !== null) ?? [];
  return (
    <div className={css.part}>
      <p className={css.hint}>{t('conflict.hint')}</p>
      {isMarking ? (
        <MarkConflictForm incidentId={incidentId} onDone={() => setMarking(false)} />
      ) : (
        <Button
          className={css.add}
          leftSection={<IconUserOff aria-hidden size={20} />}
          onClick={() => setMarking(true)}
        >
          {t('conflict.mark')}
        </Button>
      )}
      <PageList list={conflicts} empty={t('conflict.empty')} isEmpty={inForce.length === 0 && lifted.length === 0}>
        <ul className={css.rows}>
          {[...inForce, ...lifted].map((conflict) => (
            <ConflictRow key={conflict.id} incidentId={incidentId} conflict={conflict} />
          ))}
        </ul>
      </PageList>
    </div>
  );
}
