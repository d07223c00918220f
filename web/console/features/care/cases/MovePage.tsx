import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { TRANSFER_REASONS } from '#contract/case';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import acts from './acts.module.css';
import { offerCases, useColleagues } from './acts-data.ts';
import { useCasesOf } from './case-data.ts';
import css from './cases.module.css';
import forms from './forms.module.css';
import { RiskChip } from './RiskChip.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { type Receiver, WorkerChoice } from './WorkerChoice.tsx';

type Props = { workerId: string; agencyId: string };

/** A worker leaves or carries too much: some or all of the cases are offered, to one receiver after the other. */
export function MovePage({ workerId, agencyId }: Props) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const titleOf = useCaseTitle();
  const client = useQueryClient();
  const list = useCasesOf('open', agencyId);
  const colleagues = useColleagues(agencyId);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [to, setTo] = useState<Receiver | null>(null);
  const [reason, setReason] = useState<string[]>([]);
  const cases = list.data?.cases.filter(({ worker }) => worker?.id === workerId) ?? [];
  const free = cases.filter(({ isOnOffer }) => !isOnOffer).map(({ id }) => id);
  // One that somebody else offered meanwhile is no longer chosen.
  const chosen = ticked.filter((id) => free.includes(id));
  const agency = cases[0]?.agency;
  const name =
    cases[0]?.worker?.name ?? colleagues.data?.workers.find(({ worker }) => worker.id === workerId)?.worker.name ?? '';
  const send = useMutation({
    mutationFn: async () => {
      if (!to || !reason[0]) return undefined;
      const { agencyId: toAgency, workerId: toWorker } = to;
      const offer = { agencyId: toAgency, ...(toWorker && { workerId: toWorker }), reason: reason[0] };
      return offerCases({ ...offer, fromWorkerId: workerId, caseIds: chosen });
    },
    onSuccess: () => setTicked([]),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
  return (
    <article className={css.page}>
      <a className={css.back} href="#lead">
        <IconArrowLeft aria-hidden size={22} /> {t('move.back')}
      </a>
      <h2 className={css.title}>{t('move.title', { name })}</h2>
      <p className={css.small}>{t('move.hint')}</p>
      <PageList list={list} isEmpty={cases.length === 0} empty={t('move.noCases')}>
        <form
          className={acts.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (to && reason.length > 0 && chosen.length > 0 && !send.isPending) send.mutate();
          }}
        >
          <fieldset className={forms.agencies}>
            <legend className={acts.legend}>
              {t('move.which')} <span className={css.small}>{t('move.chosen', { n: chosen.length })}</span>
            </legend>
            <div className={css.buttons}>
              <Button variant="default" onClick={() => setTicked(free)}>
                {t('move.all')}
              </Button>
              {chosen.length > 0 && (
                <Button variant="default" onClick={() => setTicked([])}>
                  {t('move.none')}
                </Button>
              )}
            </div>
            <ul className={acts.ticks}>
              {cases.map((one) => (
                <li key={one.id}>
                  <label className={forms.tick}>
                    <input
                      type="checkbox"
                      disabled={one.isOnOffer}
                      checked={chosen.includes(one.id)}
                      onChange={() =>
                        setTicked(chosen.includes(one.id) ? chosen.filter((id) => id !== one.id) : [...chosen, one.id])
                      }
                    />
                    <span className={acts.receiver}>
                      <span>
                        {titleOf(one)} <span className={css.small}>{casesText(`status.${one.status}`)}</span>
                        {one.isOnOffer && <span className={acts.onOffer}>{t('move.onOffer')}</span>}
                      </span>
                      <RiskChip risk={one.risk} />
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          {agency && (
            <WorkerChoice own={agency} except={workerId} anybody more={chosen.length} chosen={to} onChange={setTo} />
          )}
          <Choices
            label={casesText('reason.title')}
            options={TRANSFER_REASONS.map((value) => ({ value, label: casesText(`reason.transfer.${value}`) }))}
            chosen={reason}
            onChange={setReason}
          />
          {send.isError && (
            <p role="alert" className={css.problem}>
              {describeProblem(send.error, language)}
            </p>
          )}
          {/* Beside the button: with forty cases the top of the page is far away. */}
          {send.data && (
            <div role="status" className={acts.done}>
              <p>{t('move.done', { offered: send.data.offered })}</p>
              {send.data.skipped > 0 && <p>{t('move.skipped', { skipped: send.data.skipped })}</p>}
            </div>
          )}
          <Button
            type="submit"
            size="lg"
            fullWidth
            className={acts.submit}
            disabled={!to || reason.length === 0 || chosen.length === 0}
            loading={send.isPending}
          >
            {t('move.send', { n: chosen.length })}
          </Button>
        </form>
      </PageList>
    </article>
  );
}
