import { Button, NativeSelect } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type EndNeed as End, endNeedSchema } from '#contract/case-api';
import { type CaseNeed, canSayOutcome, NEED_SAID_BY, type NeedSaidBy } from '#contract/case-need';
import type { CaseNeedHolding } from '#contract/referral-api';
import { useAddress } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CASES_KEY } from '../cases-key.ts';
import { endNeed, useNeedHoldings } from './case-data.ts';
import css from './cases.module.css';
import { EndOwnService, LossDecision, LossForm, OwnServiceForm } from './NeedChoices.tsx';
import { NeedHolder, SendNeed } from './NeedWay.tsx';
import { orderNeeds } from './next-step.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = {
  caseId: string;
  needs: readonly CaseNeed[];
  /** Sees the whole case, and with it who works on each need. */
  seesHolders: boolean;
  mayWrite: boolean;
  maySupervise: boolean;
};

/** What the person needs: open until somebody says what came of it. */
export function CaseNeeds({ caseId, needs, seesHolders, mayWrite, maySupervise }: Props) {
  const { t } = useText(CASES_TEXT);
  const holdings = useNeedHoldings(caseId, seesHolders).data?.needs;
  const { hash } = useAddress();
  // Where a referral ended without help one comes to choose how to go on.
  useEffect(() => {
    if (hash === '#needs') document.getElementById('needs-part')?.scrollIntoView();
  }, [hash]);
  const open = needs.filter(({ outcome }) => outcome === null).length;
  return (
    <section className={css.part} aria-labelledby="needs" id="needs-part">
      <h3 id="needs" className={css.partTitle}>
        {t('needs.title')} {open > 0 && <span className={css.small}>{t('needs.open', { n: open })}</span>}
      </h3>
      {needs.length === 0 && <p className={css.small}>{t('needs.none')}</p>}
      <ul className={css.lines}>
        {orderNeeds(needs).map((need) => (
          <NeedLine
            key={need.id}
            caseId={caseId}
            need={need}
            holding={holdings?.find(({ needId }) => needId === need.id)}
            mayWrite={mayWrite}
            maySupervise={maySupervise}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = Omit<Props, 'needs' | 'seesHolders'> & { need: CaseNeed; holding: CaseNeedHolding | undefined };

type Opened = 'end' | 'own' | 'loss' | 'more';
const WAYS = { end: 'needs.end', own: 'needs.own', loss: 'needs.loss', more: 'needs.more' } as const;

/** A need, and below it who works on it: a referral is the way to it, and never its end. */
function NeedLine({ caseId, need, holding, mayWrite, maySupervise }: LineProps) {
  const { t, language } = useText(CASES_TEXT);
  const { domains, needOutcomes, needSaidBy } = useFormTexts();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const { outcome, outcomeSaidBy, outcomeAt } = need;
  const name = domains[need.code];
  // Until it is decided there is one thing to do with this need.
  const decidesLoss = mayWrite && maySupervise && holding?.lossProposal?.isMine === false;
  const possible: Opened[] = [
    ...(holding?.choices.includes('own-service') ? (['own'] as const) : []),
    'end',
    ...(holding?.choices.includes('accept-loss') && !holding.lossProposal ? (['loss'] as const) : []),
  ];
  // One button beside the way onward; the others one tap further.
  const shown: Opened[] = possible.length === 1 || opened === 'more' ? possible : ['more'];
  return (
    <li className={css.line}>
      {outcome ? (
        <IconCircleCheck aria-hidden size={26} className={css.good} />
      ) : (
        <IconCircleDashed aria-hidden size={26} />
      )}
      <div className={work.what}>
        <strong>{domains[need.code]}</strong>
        {outcome ? (
          <p className={css.good}>
            {t('needs.ended', {
              outcome: needOutcomes[outcome],
              who: outcomeSaidBy ? needSaidBy[outcomeSaidBy] : '–',
              day: formatDate(outcomeAt ?? need.openedAt, language),
            })}
          </p>
        ) : (
          <p className={css.small}>{t('needs.since', { day: formatDate(need.openedAt, language) })}</p>
        )}
        {!outcome && holding && <NeedHolder holding={holding} />}
        {!outcome && holding?.lossProposal && (
          <LossDecision caseId={caseId} needId={need.id} proposal={holding.lossProposal} mayDecide={decidesLoss} />
        )}
        {opened === 'end' && <EndNeed caseId={caseId} needId={need.id} onDone={close} />}
        {opened === 'own' && <OwnServiceForm caseId={caseId} needId={need.id} onDone={close} />}
        {opened === 'loss' && <LossForm caseId={caseId} needId={need.id} onDone={close} />}
      </div>
      {!outcome && mayWrite && !decidesLoss && opened !== 'end' && opened !== 'own' && opened !== 'loss' && (
        <div className={css.ways}>
          {holding && <SendNeed caseId={caseId} holding={holding} name={name} />}
          {holding?.holder?.kind === 'own-service' && <EndOwnService caseId={caseId} needId={need.id} name={name} />}
          {shown.map((way) => (
            <Button
              key={way}
              variant="default"
              onClick={() => setOpened(way)}
              aria-label={`${t(WAYS[way])}: ${name}`}
              aria-expanded={way === 'more' ? false : undefined}
            >
              {t(WAYS[way])}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

/** All but a loss, which one proposes and another decides. */
const OUTCOMES = endNeedSchema.shape.outcome.options;
type EndProps = { caseId: string; needId: string; onDone: () => void };

/** What came of it, by whose word. */
function EndNeed({ caseId, needId, onDone }: EndProps) {
  const { t } = useText(CASES_TEXT);
  const { needOutcomes, needSaidBy } = useFormTexts();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<End['outcome']>('received-help');
  const [saidBy, setSaidBy] = useState<NeedSaidBy>('person');
  const sides = NEED_SAID_BY.filter((one) => canSayOutcome(outcome, one) && one !== 'supervisor');
  const side = sides.includes(saidBy) ? saidBy : sides[0];
  const save = useMutation({
    mutationFn: async () => {
      if (side) await endNeed(caseId, needId, { outcome, saidBy: side });
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: [...CASES_KEY, caseId] }),
  });
  return (
    <InlineForm
      submitLabel={t('needs.save')}
      isReady={side !== undefined}
      isSending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onCancel={onDone}
    >
      <NativeSelect
        size="lg"
        label={t('needs.how')}
        value={outcome}
        data={OUTCOMES.map((value) => ({ value, label: needOutcomes[value] }))}
        onChange={(event) => setOutcome(OUTCOMES.find((one) => one === event.currentTarget.value) ?? outcome)}
      />
      <NativeSelect
        size="lg"
        label={t('needs.saidBy')}
        value={side ?? ''}
        data={sides.map((value) => ({ value, label: needSaidBy[value] }))}
        onChange={(event) => setSaidBy(NEED_SAID_BY.find((one) => one === event.currentTarget.value) ?? saidBy)}
      />
    </InlineForm>
  );
}
