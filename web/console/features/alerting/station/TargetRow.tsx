import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow } from '../../../live/clock.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from '../alerting.module.css';
import { removeTarget, type TargetKind, testTarget } from '../channels.ts';
import { CHANNELS_KEY } from '../mark-seen.ts';
import { failureCause } from './failure-cause.ts';

type Props = {
  agencyId: string;
  kind: TargetKind;
  id: string;
  title: string;
  detail?: string;
  lastSentAt: string | null;
  lastFailure: string | null;
};

/** A group or a gateway with its last result, a test and its removal. */
export function TargetRow({ agencyId, kind, id, title, detail, lastSentAt, lastFailure }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const { language } = useText();
  const client = useQueryClient();
  const [isConfirming, setConfirming] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: CHANNELS_KEY });
  const test = useMutation({
    mutationFn: () => testTarget(agencyId, kind, id),
    onSuccess: () => void setTimeout(refresh, 1500),
  });
  const remove = useMutation({ mutationFn: () => removeTarget(agencyId, kind, id), onSettled: refresh });
  return (
    <div className={css.row}>
      <p className={css.rowText}>
        <strong>{title}</strong>
        {detail && (
          <>
            <br />
            <span className={css.muted}>{detail}</span>
          </>
        )}
        <br />
        {lastFailure ? (
          <span className={css.bad}>
            {t('station.failing', { cause: t(`station.cause.${failureCause(lastFailure)}`) })}
          </span>
        ) : (
          <span className={lastSentAt ? css.good : css.muted}>
            {lastSentAt
              ? t('station.well', { time: formatMoment(lastSentAt, serverNow(), language) })
              : t('station.untried')}
          </span>
        )}
        {test.isSuccess && <span className={css.good}> · {t('station.tested')}</span>}
      </p>
      <div className={css.buttons}>
        <Button variant="default" className={css.tall} loading={test.isPending} onClick={() => test.mutate()}>
          {t('station.test')}
        </Button>
        {!isConfirming && (
          <Button variant="default" className={css.tall} onClick={() => setConfirming(true)}>
            {t('station.remove')}
          </Button>
        )}
      </div>
      {test.isError && <p className={css.bad}>{describeProblem(test.error, language)}</p>}
      {isConfirming && (
        <InlineForm
          why={t('station.removeWhy')}
          submitLabel={t('station.remove')}
          isSending={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate()}
          onCancel={() => setConfirming(false)}
        />
      )}
    </div>
  );
}
