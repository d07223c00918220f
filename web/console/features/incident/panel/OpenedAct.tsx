import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { useWords } from '../../../ui/use-words.ts';
import { patrolResultOf } from '../units/patrol-result.ts';
import { ActForm } from './ActForm.tsx';
import { AssignAct } from './AssignAct.tsx';
import type { Act } from './acts.ts';
import { EtaAct } from './EtaAct.tsx';
import { ReopenAct } from './ReopenAct.tsx';
import { ResolveAct } from './ResolveAct.tsx';
import { TransferAct } from './TransferAct.tsx';
import type { Sending } from './use-submission.ts';

type Props = {
  act: Act;
  incident: IncidentSummary;
  detail: IncidentDetail | undefined;
  sending: Sending;
  onClose: () => void;
};

/** The small form of an act, in its place at the foot of the panel. */
export default function OpenedAct({ act, incident, detail, sending, onClose }: Props) {
  const { t } = useWords();
  switch (act) {
    case 'assign':
      return <AssignAct incidentId={incident.id} sent={sentTo(detail)} sending={sending} onCancel={onClose} />;
    case 'resolve':
      return <ResolveAct said={detail && patrolResultOf(detail.timeline)} sending={sending} onCancel={onClose} />;
    case 'reopen':
      return <ReopenAct sending={sending} onCancel={onClose} />;
    case 'eta':
      return <EtaAct sending={sending} onCancel={onClose} />;
    case 'transfer':
      return <TransferAct incident={incident} sending={sending} onCancel={onClose} />;
    case 'cancel':
      return (
        <ActForm
          title={t('act.cancel')}
          hint={t('act.cancelConfirm')}
          submitLabel={t('act.confirmCancel')}
          tone="danger"
          isReady
          isSending={sending.pending?.action === 'cancel'}
          onSubmit={() => sending.send({ action: 'cancel', body: {} })}
          onCancel={onClose}
        />
      );
    default:
      return null;
  }
}

function sentTo(detail: IncidentDetail | undefined): string[] {
  return detail?.officers.map(({ id }) => id) ?? [];
}
