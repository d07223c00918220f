import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamedAgency } from '#contract/incident';
import { describeProblem } from '../../api/describe-problem.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { useText } from '../../ui/use-text.ts';
import { agencyKey, setReadiness } from './agencies.ts';
import css from './ReadinessSwitch.module.css';
import { useAgency } from './use-agency.ts';

/** Declares whether anybody is on duty. "Nobody" sends alarms to another station, so it asks once more, in place. */
export function ReadinessSwitch({ agency }: { agency: NamedAgency }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const now = useAgency(agency.id).data?.readiness;
  const [asks, setAsks] = useState(false);
  const change = useMutation({
    mutationFn: (readiness: 'ready' | 'nobody-on-duty') => setReadiness(agency.id, readiness),
    onSuccess: () => {
      setAsks(false);
      return client.invalidateQueries({ queryKey: agencyKey(agency.id) });
    },
  });
  const name = formatAgency(agency, language);
  return (
    <section className={css.readiness} aria-label={t('readiness.title')}>
      <p className={css.title}>
        {t('readiness.title')} · {name}
        {now && <strong className={css.now}>{t(`readiness.${now}`)}</strong>}
      </p>
      {asks ? (
        <div className={css.question}>
          <p>{t('readiness.confirmNobody', { agency: name })}</p>
          <div className={css.buttons}>
            <Button className={css.danger} loading={change.isPending} onClick={() => change.mutate('nobody-on-duty')}>
              {t('readiness.confirm')}
            </Button>
            <Button variant="default" onClick={() => setAsks(false)}>
              {t('app.cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <div className={css.buttons}>
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate('ready')}>
            {t('readiness.toReady')}
          </Button>
          <Button variant="default" onClick={() => setAsks(true)}>
            {t('readiness.toNobody')}
          </Button>
        </div>
      )}
      {change.isSuccess && (
        <p className={css.saved} role="status">
          <IconCheck aria-hidden size={20} /> {t('readiness.saved')}: {t(`readiness.${change.variables}`)}
        </p>
      )}
      {change.isError && <p role="alert">{describeProblem(change.error, language)}</p>}
    </section>
  );
}
