import { IconArrowLeft } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { isOpenCase } from '#contract/case';
import type { CaseSummary } from '#contract/case-api';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { isProblem } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import { closeTo, linkTo, useAddress } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import { FamilyCard } from '../../self-reliance/index.ts';
import { CaseActs } from './CaseActs.tsx';
import { CaseBar } from './CaseBar.tsx';
import { CaseBarred } from './CaseBarred.tsx';
import { CaseClauses } from './CaseClauses.tsx';
import { CaseClocks } from './CaseClocks.tsx';
import { CaseDataCopy } from './CaseDataCopy.tsx';
import { CaseDecisions, DECISION } from './CaseDecisions.tsx';
import { CaseHousehold } from './CaseHousehold.tsx';
import { CaseNeeds } from './CaseNeeds.tsx';
import { CasePath } from './CasePath.tsx';
import { CasePictures } from './CasePictures.tsx';
import { CasePrint } from './CasePrint.tsx';
import { CaseRecords } from './CaseRecords.tsx';
import { CaseTeam } from './CaseTeam.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';
import { CaseTransfer } from './CaseTransfer.tsx';
import { useCase, useCaseClocks, useNeeds, useRecords } from './case-data.ts';
import { approvalOf, formOf, versionsOf } from './case-route.ts';
import css from './cases.module.css';
import { DecidePage } from './DecidePage.tsx';
import { DeviceNotice } from './DeviceNotice.tsx';
import { FormPage } from './FormPage.tsx';
import { calm, useKept } from './kept-case.ts';
import { NextStepCard } from './NextStepCard.tsx';
import { chooseClocks, decideNextStep } from './next-step.ts';
import { PersonFacts } from './PersonFacts.tsx';
import { RiskChip } from './RiskChip.tsx';
import { SafeContact } from './SafeContact.tsx';
import { TrainingDays } from './TrainingDays.tsx';
import { useCaseReasons } from './use-case-reasons.ts';
import { useCaseTitle } from './use-case-title.ts';
import { VersionsPage } from './VersionsPage.tsx';

const LIST = { name: 'page', page: 'cases' } as const;

/** One case: who, how to reach them safely, the next step, and then everything else. */
export function CasePage({ me, caseId }: { me: Me; caseId: string }) {
  const { t, language } = useText(CASES_TEXT);
  const titleOf = useCaseTitle();
  const { hash } = useAddress();
  const open = formOf(hash);
  const isWriting = open !== null;
  const versions = versionsOf(hash);
  const detail = useCase(caseId, isWriting);
  const approval = detail.data?.approvals.find(({ id }) => id === approvalOf(hash));
  const records = useRecords(caseId, isWriting);
  const needs = useNeeds(caseId, isWriting);
  const clocks = useCaseClocks(caseId, isWriting);
  // The address may be cut short: what is no id is no case either.
  const isMissing = isProblem(detail.error, 'case/not-found') || isProblem(detail.error, 'request/invalid');
  const kept = useKept(`case ${caseId}`, [caseId]);
  const one = detail.data?.case;
  const shownClocks = chooseClocks(one, clocks.data ?? [], serverNow());
  const mayDecide = me.permissions.includes('case:approve');
  const mayWrite = detail.data?.mayAct === true && detail.data.sections === null;
  const seesPerson = detail.data?.sections?.includes('person') ?? true;
  const step = detail.data && records.data && decideNextStep({ detail: detail.data, records: records.data, mayDecide });
  // What somebody is asked to answer stands where they are asked.
  const transfer = detail.data && one && (
    <CaseTransfer
      detail={detail.data}
      mayOffer={mayWrite && isOpenCase(one.status) && me.permissions.includes('case:transfer')}
    />
  );
  // Not out of a form.
  useKeys(open || versions || approval ? {} : { escape: () => closeTo(LIST) });
  if (open && detail.data && records.data)
    return <FormPage key={`${open.kind} ${open.seriesId}`} open={open} detail={detail.data} records={records.data} />;
  if (versions && detail.data) return <VersionsPage key={versions} seriesId={versions} detail={detail.data} />;
  if (approval && detail.data && records.data)
    return <DecidePage key={approval.id} approval={approval} detail={detail.data} records={records.data} />;
  return (
    <article className={css.page}>
      <a className={css.back} {...linkTo(LIST)}>
        <IconArrowLeft aria-hidden size={22} /> {t('back')}
      </a>
      <PageList list={calm(detail)} isEmpty={false} empty="" missing={isMissing ? t('missing') : undefined}>
        <DeviceNotice caseId={caseId} keptAt={detail.error ? kept.at : null} />
        {detail.data && one && (
          <>
            <header className={css.who}>
              <h2 className={css.title}>{titleOf(one)}</h2>
              <RiskChip risk={one.risk} />
            </header>
            <p>
              {titleOf(one).includes(one.code) ? '' : `${one.code} · `}
              {t(`source.${one.source}`, { code: one.incidentCode ?? '' })} ·{' '}
              {language === 'en' ? formatPlaceInEnglish(one.place) : formatPlaceInThai(one.place)}
            </p>
            <p className={css.small}>
              {one.worker?.id === me.id ? t('mineToo') : t('of', { name: one.worker?.name ?? t('nobodyYet') })} ·{' '}
              {formatAgency(one.agency, language)}
            </p>
            {detail.data.suggested && (
              <p>
                {detail.data.suggested.id === me.id
                  ? t('suggestedToMe')
                  : t('suggestedTo', { name: detail.data.suggested.name })}
              </p>
            )}
            {seesPerson && <SafeContact contact={detail.data.person?.safeContact ?? null} silent={one.silent} />}
            {step && one.status !== 'not-opened' && (
              <NextStepCard detail={detail.data} step={step} clock={shownClocks.ofStep} />
            )}
            {one.isOffered && transfer}
            {step && (
              <CaseActs
                detail={detail.data}
                doing={step.doing}
                mayWork={mayWrite && me.permissions.includes('case:work')}
                mayApprove={mayWrite && mayDecide}
              />
            )}
            <CasePath status={one.status} />
            {one.endReason && <EndReason one={one} />}
            <CaseClocks clocks={shownClocks.others.filter(({ rule }) => rule !== DECISION)} />
            {one.isMinor && <CaseClauses caseId={caseId} />}
            <CaseDecisions
              caseId={caseId}
              clocks={clocks.data ?? []}
              records={records.data ?? []}
              mayWrite={mayWrite && me.permissions.includes('case:work')}
            />
            {(detail.data.sections === null || (needs.data ?? []).length > 0) && (
              <CaseNeeds
                caseId={caseId}
                needs={needs.data ?? []}
                seesHolders={detail.data.sections === null}
                mayWrite={mayWrite}
                maySupervise={mayDecide}
              />
            )}
            <CaseRecords records={records.data ?? []} sections={detail.data.sections} mayWrite={detail.data.mayAct} />
            <CasePictures
              caseId={caseId}
              sections={detail.data.sections}
              mayAdd={isOpenCase(one.status) && (mayWrite || detail.data.sections !== null)}
            />
            {!one.isOffered && transfer}
            <CaseTeam
              caseId={caseId}
              team={detail.data.team}
              links={detail.data.links}
              isOpen={isOpenCase(one.status)}
              mayInvite={mayWrite && me.permissions.includes('case:invite')}
              mayLink={mayWrite && me.permissions.includes('case:work')}
            />
            {mayWrite && me.permissions.includes('case:invite') && <CaseBarred caseId={caseId} />}
            {detail.data.person && <PersonFacts person={detail.data.person} />}
            {me.permissions.includes('case:view') && detail.data.person && (
              <CaseHousehold caseId={caseId} links={detail.data.links} mayWrite={mayWrite && isOpenCase(one.status)} />
            )}
            {me.permissions.includes('case:view') && detail.data.sections === null && <FamilyCard caseId={caseId} />}
            <CasePrint
              caseId={caseId}
              hasSafetyPlan={records.data?.some(({ kind }) => kind === 'safety-plan') === true}
            />
            {mayWrite && (
              <CaseDataCopy me={me} detail={detail.data} records={records.data ?? []} clocks={clocks.data ?? []} />
            )}
            {detail.data.timeline.length > 0 && <CaseTimeline timeline={detail.data.timeline} />}
            {detail.data.sections === null && (
              <p className={css.small}>{t(`reporter.${detail.data.reporterMessage}`)}</p>
            )}
            {me.demonstration && mayWrite && <TrainingDays caseId={caseId} />}
            {mayWrite && isOpenCase(one.status) && <CaseBar />}
          </>
        )}
      </PageList>
    </article>
  );
}

function EndReason({ one: { status, endReason } }: { one: CaseSummary }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const reason = useCaseReasons()(status === 'not-opened' ? 'not-opened' : 'closed', endReason ?? '');
  return reason === undefined ? null : <p>{t('ended', { reason })}</p>;
}
