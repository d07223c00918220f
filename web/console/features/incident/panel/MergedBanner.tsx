import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { IncidentDetail } from '#contract/incident';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './banners.module.css';
import type { Sending } from './use-submission.ts';

type Props = {
  detail: IncidentDetail;
  target: { id: string; code: string };
  sending: Sending;
  onOpen: (incidentId: string) => void;
};

/** A merged incident links to its target, and the merge can be undone. */
export function MergedBanner({ detail, target, sending, onOpen }: Props) {
  const { t } = useText();
  return (
    <div className={css.banner} data-tone="plain">
      <IconLink aria-hidden size={24} />
      <div className={css.body}>
        <strong>{t('incident.mergedInto', { code: target.code })}</strong>
        <div className={css.buttons}>
          <Button variant="default" onClick={() => onOpen(target.id)}>
            {t('duplicate.see')}
          </Button>
          {detail.actions.includes('unmerge') && (
            <ConfirmButton
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
