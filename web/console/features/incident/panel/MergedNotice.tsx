import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { IncidentDetail } from '#contract/incident';
import { AskedButton } from '../../../ui/AskedButton.tsx';
import { useWords } from '../../../ui/use-words.ts';
import css from './notices.module.css';
import type { Sending } from './use-submission.ts';

type Props = {
  detail: IncidentDetail;
  target: { id: string; code: string };
  sending: Sending;
  onOpen: (incidentId: string) => void;
};

/** A merged incident points to the one that is worked on, and can be taken apart again. */
export function MergedNotice({ detail, target, sending, onOpen }: Props) {
  const { t } = useWords();
  return (
    <div className={css.notice} data-tone="plain">
      <IconLink aria-hidden size={24} />
      <div className={css.body}>
        <strong>{t('incident.mergedInto', { code: target.code })}</strong>
        <div className={css.buttons}>
          <Button variant="default" onClick={() => onOpen(target.id)}>
            {t('duplicate.see')}
          </Button>
          {detail.actions.includes('unmerge') && (
            <AskedButton
              label={t('duplicate.unmergeThis')}
              confirmLabel={t('duplicate.confirmUnmerge')}
              disabled={sending.pending !== null}
              onConfirm={() => sending.send({ action: 'unmerge', body: {} })}
            />
          )}
        </div>
      </div>
    </div>
  );
}
