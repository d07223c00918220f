import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  REFERRAL_BASES,
  REFERRAL_PAPERS,
  REFERRAL_URGENCIES,
  type ReferralBasis,
  type ReferralPaper,
  type ReferralUrgency,
} from '#contract/referral';
import type { CaseNeedHolding, NewReferral } from '#contract/referral-api';
import type { ServiceSuggestions } from '#contract/services';
import { isWritten } from '#contract/text';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { goTo, linkTo } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Choices } from '../../ui/Choices.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useText } from '../../ui/use-text.ts';
import { CASES_KEY } from '../care/index.ts';
import { describeRule } from '../services/index.ts';
import { AskCapacity } from './AskCapacity.tsx';
import { factsOfPerson } from './facts-of-person.ts';
import {
  createBundle,
  createReferral,
  useCaseNeeds,
  useFreeNeeds,
  useReferralRules,
  useReferredCase,
  useService,
  useSuggestions,
} from './referral-data.ts';
import css from './referrals.module.css';
import { REFERRALS_KEY } from './referrals-key.ts';
import { ServiceChoice, ServiceLink } from './ServiceChoice.tsx';
import { useReferralTexts } from './use-referral-texts.ts';

type Props = { caseId: string; needId: string };
type Suggested = ServiceSuggestions['suggestions'][number];

/** One need to one service: where to, how soon, on what basis. One screen, codes before free text. */
export function NewReferralPage({ caseId, needId }: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const { domains } = useReferralTexts();
  const detail = useReferredCase(caseId);
  const needs = useCaseNeeds(caseId);
  const need = needs.data?.needs.find((one) => one.needId === needId);
  const isFree = need?.choices.includes('next-provider') === true;
  const toCase = { name: 'page', page: 'cases', id: caseId } as const;
  useKeys({ escape: () => goTo(toCase) });
  return (
    <article className={css.page}>
      <header className={css.formHead}>
        <a className={css.close} {...linkTo(toCase)}>
          <IconX aria-hidden size={24} />
          <span className="visually-hidden">{t('close')}</span>
        </a>
        <div>
          <h2 className={css.title}>{need ? t('new.title', { need: domains[need.need] }) : t('new.plain')}</h2>
          <p className={css.small}>{detail.data?.case.code}</p>
        </div>
        <a className={css.danger} {...linkTo({ ...toCase, hash: '#form/danger' })}>
          <IconAlertTriangle aria-hidden size={20} /> {t('danger')}
        </a>
      </header>
      <PageList list={needs} isEmpty={!isFree} empty={t(need ? 'new.held' : 'missing')}>
        {detail.data && need && <Form caseId={caseId} need={need} detail={detail.data} />}
      </PageList>
    </article>
  );
}

type FormProps = {
  caseId: string;
  need: CaseNeedHolding;
  detail: NonNullable<ReturnType<typeof useReferredCase>['data']>;
};

function Form({ caseId, need, detail: { case: one, person, links } }: FormProps) {
  const { t, language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  const client = useQueryClient();
  /** One for each page: what was sent twice by a bad line is one referral. */
  const key = useRef(crypto.randomUUID());
  // With the papers that were missing the same place is the right one.
  const tried = need.consequence === 'ask-papers' ? [] : need.referrals.flatMap(({ serviceId }) => serviceId ?? []);
  const suggestions = useSuggestions({
    need: need.need,
    agencyId: one.agency.id,
    facts: factsOfPerson(person, one.risk, thaiDayOf(new Date(serverNow()))),
    ...(tried.length > 0 && { except: tried }),
  });
  const [chosenId, setChosen] = useState<string | null>(null);
  const [takenId, setTaken] = useState<string | null>(null);
  const taken = useService(takenId);
  const [urgency, setUrgency] = useState<ReferralUrgency>(one.risk === 'high' ? 'urgent' : 'normal');
  const [basis, setBasis] = useState<ReferralBasis | undefined>();
  const [papers, setPapers] = useState<readonly ReferralPaper[]>([]);
  const [why, setWhy] = useState('');
  const siblings = links.flatMap(({ kind, case: other }) => (kind === 'sibling' ? [other] : []));
  const free = useFreeNeeds(
    siblings.map(({ id }) => id),
    need.need,
  );
  const [along, setAlong] = useState<readonly string[]>([]);
  const together = free.filter(({ caseId: id }) => along.includes(id));
  const list: Suggested[] = [
    ...(taken.data ? [{ service: taken.data, distanceMetres: null, reasons: [] }] : []),
    ...(suggestions.data?.suggestions ?? []),
  ];
  const chosen: Suggested | undefined = list.find(({ service }) => service.id === chosenId) ?? list[0];
  const asked = REFERRAL_PAPERS.filter((paper) => chosen?.service.papers.includes(paper));
  const send = useMutation({
    mutationFn: async (offer: boolean) => {
      if (!chosen || !basis) throw new Error('chosen before it is sent');
      const { id: serviceId, code: serviceCode, agencyId: toAgencyId } = chosen.service;
      const referral: NewReferral = {
        ...{ needId: need.needId, serviceId, serviceCode, toAgencyId, urgency, basis, offer },
        papers: [...papers],
        ...(isWritten(why) && { why: why.trim() }),
      };
      if (!offer || together.length === 0)
        return createReferral(caseId, referral, `${key.current}${offer ? '' : '-draft'}`);
      // What is written is about this child alone.
      const { why: _own, ...shared } = { ...referral, papers: [] };
      const others = together.map((other) => ({ ...shared, ...other }));
      const bundle = await createBundle({ referrals: [{ ...referral, caseId }, ...others] }, `${key.current}-bundle`);
      const [first] = bundle.referrals;
      if (!first) throw new Error('a bundle has parts');
      return first;
    },
    onSuccess: ({ id }) => goTo({ name: 'page', page: 'referrals', id }, { replace: true }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: REFERRALS_KEY });
      await client.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  const rules = useReferralRules().data;
  const told = chosen && rules?.services[chosen.service.code].packet;
  const urgencyOf = (value: ReferralUrgency): string => {
    const time = rules?.answer[value];
    if (!time) return texts.urgencies[value];
    const within = 'hours' in time ? t('within.hours', { n: time.hours }) : t('within.workdays', { n: time.workdays });
    return `${texts.urgencies[value]} · ${within}`;
  };
  const last = need.referrals[0];
  return (
    <div className={css.form}>
      {need.consequence && last && (
        <p className={css.notice}>
          <IconAlertTriangle aria-hidden size={22} />
          <span>
            <strong>
              {formatAgency(last.to, language)}: {texts.statuses[last.status]}
              {last.endReason && ` (${texts.endReasons[last.endReason]})`}
            </strong>{' '}
            {t(`goOn.${need.consequence}`)}
          </span>
        </p>
      )}
      <PageList list={suggestions} isEmpty={list.length === 0} empty={t('new.noService')}>
        <ServiceChoice suggestions={list} chosenId={chosen?.service.id ?? null} onChoose={setChosen} />
      </PageList>
      <LeftOut
        leftOut={(suggestions.data?.leftOut ?? []).filter(({ id }) => id !== takenId)}
        onTake={(id) => {
          setTaken(id);
          setChosen(id);
        }}
      />
      {chosen && (
        <>
          <AskCapacity
            key={chosen.service.id}
            caseId={caseId}
            needId={need.needId}
            service={chosen.service}
            urgency={urgency}
          />
          <Choices
            label={t('urgency')}
            options={REFERRAL_URGENCIES.map((value) => ({ value, label: urgencyOf(value) }))}
            chosen={[urgency]}
            onChange={([value]) => setUrgency(REFERRAL_URGENCIES.find((known) => known === value) ?? urgency)}
          />
          {free.length > 0 && (
            <Choices
              label={t('new.along')}
              many
              options={free.map(({ caseId: id }) => ({
                value: id,
                label: t('new.child', { code: siblings.find((other) => other.id === id)?.code ?? '' }),
              }))}
              chosen={together.map(({ caseId: id }) => id)}
              onChange={setAlong}
            />
          )}
          {asked.length > 0 && (
            <Choices
              label={t('new.papers')}
              many
              options={asked.map((value) => ({ value, label: texts.papers[value] }))}
              chosen={papers}
              onChange={(values) => setPapers(asked.filter((paper) => values.includes(paper)))}
            />
          )}
          <Choices
            label={t('new.basis')}
            options={REFERRAL_BASES.map((value) => ({ value, label: texts.bases[value] }))}
            chosen={basis ? [basis] : []}
            onChange={([value]) => setBasis(REFERRAL_BASES.find((known) => known === value))}
          />
          <Textarea
            size="lg"
            autosize
            minRows={2}
            maxLength={1000}
            label={t('new.why')}
            description={t('new.whyHint')}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <p className={css.sees}>
            <IconShieldCheck aria-hidden size={22} />
            <span>
              {t('new.sees')}
              {told && ` ${t('new.seesAfter', { fields: told.map((field) => t(`field.${field}`)).join(', ') })}`}
              {rules?.unverified && <span className={css.small}> {t('new.unverified')}</span>}
            </span>
          </p>
          {send.isError && (
            <p role="alert" className={css.problem}>
              {describeProblem(send.error, language)}
            </p>
          )}
          <Button
            size="lg"
            fullWidth
            classNames={{ label: css.sendLabel }}
            disabled={basis === undefined}
            loading={send.isPending}
            onClick={() => send.mutate(true)}
          >
            {t('new.send', { agency: formatAgency(chosen.service.provider, language) })}
          </Button>
          {basis === undefined && <p className={css.small}>{t('new.needsBasis')}</p>}
          <Button
            variant="default"
            disabled={basis === undefined}
            loading={send.isPending}
            onClick={() => send.mutate(false)}
          >
            {t('new.draft')}
          </Button>
        </>
      )}
    </div>
  );
}

type LeftOutProps = { leftOut: ServiceSuggestions['leftOut']; onTake: (serviceId: string) => void };

/** Services that would meet the need and are not suggested, each with why. Whoever knows better chooses one all the same. */
function LeftOut({ leftOut, onTake }: LeftOutProps) {
  const { t, language } = useText(REFERRALS_TEXT);
  if (leftOut.length === 0) return null;
  return (
    <details className={css.more}>
      <summary>{t('new.leftOut', { n: leftOut.length })}</summary>
      <ul>
        {leftOut.map(({ id, nameTh, nameEn, because, failed }) => {
          const name = language === 'en' ? (nameEn ?? nameTh) : nameTh;
          return (
            <li key={id}>
              <span>
                {name}{' '}
                <span className={css.small}>
                  {[t(`leftOut.${because}`), ...failed.map((rule) => describeRule(rule, language))].join(' · ')}
                </span>
              </span>
              <ServiceLink id={id} name={name} />
              {because !== 'high-risk' && (
                <Button variant="default" onClick={() => onTake(id)} aria-label={`${t('new.takeAnyway')}: ${name}`}>
                  {t('new.takeAnyway')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
