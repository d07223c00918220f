import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayProblem } from '../../../api/problem-words.ts';
import { serverNow } from '../../../live/clock.ts';
import { AskForm } from '../../../ui/AskForm.tsx';
import { sayMoment } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from '../alerting.module.css';
import { useChannelWords } from '../channel-words.ts';
import { removeTarget, type TargetKind, testTarget } from '../channels.ts';
import { CHANNELS_KEY } from '../tell-seen.ts';
import { failureCause } from './failure-cause.ts';

type Props = {
  agencyId: string;
  kind: TargetKind;
  id: string;
  title: string;
  detail?: string;
  lastAcceptedAt: string | null;
  lastFailure: string | null;
};

/** A group or a gateway: how it does, a test, and the way out. */
export function TargetRow({ agencyId, kind, id, title, detail, lastAcceptedAt, lastFailure }: Props) {
  const t = useChannelWords();
  const { language } = useWords();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: CHANNELS_KEY });
  const test = useMutation({
    mutationFn: () => testTarget(agencyId, kind, id),
    onSuccess: () => void setTimeout(again, 1500),
  });
  const remove = useMutation({ mutationFn: () => removeTarget(agencyId, kind, id), onSettled: again });
  return (
    <div className={css.row}>
      <p className={css.rowWords}>
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
          <span className={lastAcceptedAt ? css.good : css.muted}>
            {lastAcceptedAt
              ? t('station.well', { time: sayMoment(lastAcceptedAt, serverNow(), language) })
              : t('station.untried')}
          </span>
        )}
        {test.isSuccess && <span className={css.good}> · {t('station.tested')}</span>}
      </p>
      <div className={css.buttons}>
        <Button variant="default" className={css.tall} loading={test.isPending} onClick={() => test.mutate()}>
          {t('station.test')}
        </Button>
        {!asks && (
          <Button variant="default" className={css.tall} onClick={() => setAsks(true)}>
            {t('station.remove')}
          </Button>
        )}
      </div>
      {test.isError && <p className={css.bad}>{sayProblem(test.error, language)}</p>}
      {asks && (
        <AskForm
          why={t('station.removeWhy')}
          submitLabel={t('station.remove')}
          isSending={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate()}
          onCancel={() => setAsks(false)}
        />
      )}
    </div>
  );
}
