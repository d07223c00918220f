import { Button, NativeSelect, Textarea } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FORM_CODES } from '#contract/case-forms';
import type { CaseNeedHolding } from '#contract/referral-api';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { NEEDS_OF_CASES, takeStep } from './case-data.ts';
import css from './cases.module.css';
import { useFormTexts } from './use-form-texts.ts';

type Step = 'own-service' | 'own-service/end' | 'loss' | 'loss/decide';

/** A choice for one need. Also after a refusal it is read again: somebody may have been faster. */
function useNeedStep(caseId: string, needId: string, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: { step: Step; body?: object }) => takeStep(caseId, `needs/${needId}/${step}`, body),
    onSuccess,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: NEEDS_OF_CASES });
      await client.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
}

type FormProps = { caseId: string; needId: string; onDone: () => void };

/** The owner gives this help itself. */
export function OwnServiceForm({ caseId, needId, onDone }: FormProps) {
  const { t } = useText(CASES_TEXT);
  const { codes } = useFormTexts();
  const [serviceCode, setServiceCode] = useState('');
  const send = useNeedStep(caseId, needId, onDone);
  return (
    <InlineForm
      why={t('needs.ownWhy')}
      submitLabel={t('needs.own')}
      isReady={serviceCode !== ''}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ step: 'own-service', body: { serviceCode } })}
      onCancel={onDone}
    >
      <NativeSelect
        size="lg"
        label={t('needs.service')}
        value={serviceCode}
        data={[
          { value: '', label: '–' },
          ...FORM_CODES.serviceCode.map((value) => ({ value, label: codes.serviceCode[value] })),
        ]}
        onChange={(event) => setServiceCode(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

/** No help is to be had: said by one, decided by another. */
export function LossForm({ caseId, needId, onDone }: FormProps) {
  const { t } = useText(CASES_TEXT);
  const [reason, setReason] = useState('');
  const send = useNeedStep(caseId, needId, onDone);
  return (
    <InlineForm
      why={t('needs.lossWhy')}
      submitLabel={t('needs.loss')}
      isReady={isWritten(reason)}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ step: 'loss', body: { reason: reason.trim() } })}
      onCancel={onDone}
    >
      <Textarea
        size="lg"
        autosize
        minRows={2}
        maxLength={500}
        label={t('needs.lossReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

/** Our own service did not help: the need is on the list again. */
export function EndOwnService({ caseId, needId, name }: { caseId: string; needId: string; name: string }) {
  const { t, language } = useText(CASES_TEXT);
  const send = useNeedStep(caseId, needId);
  return (
    <>
      {send.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      <Button
        variant="default"
        loading={send.isPending}
        aria-label={`${t('needs.ownEnd')}: ${name}`}
        onClick={() => send.mutate({ step: 'own-service/end' })}
      >
        {t('needs.ownEnd')}
      </Button>
    </>
  );
}

type LossProps = { caseId: string; needId: string; proposal: CaseNeedHolding['lossProposal'] & {}; mayDecide: boolean };

/** Four eyes: whoever proposed it sees it locked, with the reason. */
export function LossDecision({ caseId, needId, proposal, mayDecide }: LossProps) {
  const { t, language } = useText(CASES_TEXT);
  const send = useNeedStep(caseId, needId);
  const decide = (accept: boolean) => send.mutate({ step: 'loss/decide', body: { accept } });
  return (
    <div className={css.decision}>
      <p>
        {t('needs.lossProposed', { reason: proposal.reason })} <span className={css.small}>{proposal.by.name}</span>
      </p>
      {send.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      {mayDecide ? (
        <div className={css.ways}>
          <Button variant="default" loading={send.isPending} onClick={() => decide(true)}>
            {t('needs.lossAccept')}
          </Button>
          <Button variant="default" loading={send.isPending} onClick={() => decide(false)}>
            {t('needs.lossRefuse')}
          </Button>
        </div>
      ) : (
        <p className={css.locked}>
          <IconLock aria-hidden size={20} /> {t(proposal.isMine ? 'needs.lossMine' : 'needs.lossWaits')}
        </p>
      )}
    </div>
  );
}
