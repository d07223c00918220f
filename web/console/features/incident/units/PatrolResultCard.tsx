import { Button } from '@mantine/core';
import { IconClipboardCheck } from '@tabler/icons-react';
import type { IncidentDetail } from '#contract/incident';
import type { Disposition } from '#contract/incident-status';
import { UNITS_TEXT } from '../../../text/units.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import type { Sending } from '../panel/use-submission.ts';
import { patrolResultOf } from './patrol-result.ts';
import css from './units.module.css';

type Props = { detail: IncidentDetail; sending: Sending; onEdit: () => void };

/** The result a patrol reported: confirmed by one press, or opened as a form with it filled in. */
export default function PatrolResultCard({ detail, sending, onEdit }: Props) {
  const { t: app, language } = useText();
  const { t } = useText(UNITS_TEXT);
  const result = patrolResultOf(detail.timeline);
  if (!result) return null;
  const { unitName, disposition, note, at } = result;
  const confirm = (known: Disposition): void =>
    sending.send({ action: 'resolve', body: { disposition: known, ...(note && { note }) } });
  return (
    <section className={css.result} aria-label={t('result.title')}>
      <p>
        <IconClipboardCheck aria-hidden size={20} /> <strong>{t('result.from', { unit: unitName })}</strong>{' '}
        {disposition ? app(`disposition.${disposition}`) : t('result.none')} · {formatTime(at, language)}
      </p>
      {note && <p>“{note}”</p>}
      <div className={css.buttons}>
        {disposition && (
          <Button loading={sending.pending?.action === 'resolve'} onClick={() => confirm(disposition)}>
            {t('result.confirm')}
          </Button>
        )}
        <Button variant="default" onClick={onEdit}>
          {t(disposition ? 'result.edit' : 'result.fill')}
        </Button>
      </div>
    </section>
  );
}
