import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Jobs } from '#contract/units';
import { postJson } from '../../../api/request.ts';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Phone.module.css';
import { MY_JOBS_KEY } from './use-my-work.ts';

/** Withdrawn orders, shown until somebody acknowledges them. */
export function WithdrawnList({ withdrawn }: { withdrawn: Jobs['withdrawn'] }) {
  const { language } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const client = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: (alertId: string) => postJson('/api/v1/me/orders/acknowledge', { alertId }),
    onSettled: () => client.invalidateQueries({ queryKey: MY_JOBS_KEY }),
  });
  return withdrawn.map(({ alertId, code, at }) => (
    <section key={alertId} className={css.refused} role="alert">
      <strong>{p('orderWithdrawn', { code })}</strong>
      <p>{p('orderWithdrawnAt', { time: formatTime(at, language) })}</p>
      <Button
        variant="default"
        className={css.second}
        loading={acknowledge.isPending}
        onClick={() => acknowledge.mutate(alertId)}
      >
        {p('refused.read')}
      </Button>
    </section>
  ));
}
