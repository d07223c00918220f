import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { useText } from '../../../ui/use-text.ts';
import { patrolResultOf } from '../units/patrol-result.ts';
import { ActionForm } from './ActionForm.tsx';
import { AssignAction } from './AssignAction.tsx';
import type { PanelAction } from './actions.ts';
import { EtaAction } from './EtaAction.tsx';
import { ReopenAction } from './ReopenAction.tsx';
import { ResolveAction } from './ResolveAction.tsx';
import { TransferAction } from './TransferAction.tsx';
import type { Sending } from './use-submission.ts';

type Props = {
  action: PanelAction;
  incident: IncidentSummary;
  detail: IncidentDetail | undefined;
  sending: Sending;
  onClose: () => void;
};

/** The small form of an action, in its place at the foot of the panel. */
export default function OpenedAction({ action, incident, detail, sending, onClose }: Props) {
  const { t } = useText();
  switch (action) {
    case 'assign':
      return <AssignAction incidentId={incident.id} sent={sentTo(detail)} sending={sending} onCancel={onClose} />;
    case 'resolve':
      return (
        <ResolveAction reported={detail && patrolResultOf(detail.timeline)} sending={sending} onCancel={onClose} />
      );
    case 'reopen':
      return <ReopenAction sending={sending} onCancel={onClose} />;
    case 'eta':
      return <EtaAction sending={sending} onCancel={onClose} />;
    case 'transfer':
      return <TransferAction incident={incident} sending={sending} onCancel={onClose} />;
    case 'cancel':
      return (
        <ActionForm
          title={t('action.cancel')}
          hint={t('action.cancelConfirm')}
          submitLabel={t('action.confirmCancel')}
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
