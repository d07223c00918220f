import { Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter, IconShieldExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Me } from '#contract/access';
import { isOpenHelp } from '#contract/help';
import type { HelpDetail } from '#contract/help-api';
import { HELP_SECTIONS } from '#contract/help-form';
import { HELP_FORM_TEXTS, labelHelpField } from '#contract/help-form-texts';
import { formatSubdistrictInThai } from '#contract/jurisdiction';
import { describeProblem } from '../../api/describe-problem.ts';
import { linkTo } from '../../router.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDate, formatDateAndTime } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import { ClockChip } from './ClockChip.tsx';
import { EarlierHelp } from './EarlierHelp.tsx';
import { FormSummary } from './FormSummary.tsx';
import { HelpPictures } from './HelpPictures.tsx';
import css from './help.module.css';
import { lastDayOf, useHelpRequest, useHelpRules } from './help-data.ts';
import { RequestActions } from './RequestActions.tsx';

/** One request with everything: what to do next first, then what is known, what was decided, and what happened. */
export function RequestPage({ me, id }: { me: Me; id: string }) {
  const { t, language } = useText(HELP_TEXT);
  const { data, error } = useHelpRequest(id);
  return (
    <article className={css.page} data-wide>
      <a className={css.back} {...linkTo({ name: 'page', page: 'help' })}>
        <IconArrowLeft aria-hidden size={22} /> {t('backToList')}
      </a>
      {error && <p role="alert">{describeProblem(error, language)}</p>}
      {!error && !data && <p role="status">{t('loading')}</p>}
      {data && <Shown me={me} detail={data} />}
    </article>
  );
}

/** Read by whoever decides; the account is part of a payment and stands with it. */
const READ_SECTIONS = HELP_SECTIONS.filter((section) => section !== 'certification');

function Shown({ me, detail }: { me: Me; detail: HelpDetail }) {
  const { t, language } = useText(HELP_TEXT);
  const { request } = detail;
  const place =
    request.place && (language === 'en' ? request.place.subdistrictEn : formatSubdistrictInThai(request.place));
  return (
    <>
      <header className={css.head}>
        <div>
          <h2 className={css.title}>{request.personName ?? t('filed.noName')}</h2>
          <p>
            {[request.code, place, t(`channel.${request.channel}`), formatAgency(request.agency, language)]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className={css.chips}>
            <span className={css.chip}>{t(`status.${request.status}`)}</span>
            <ClockChip clock={request.clock} />
            {request.clock?.isRunning && (
              <span className={css.small}>
                {t('dueOn', { day: formatDate(`${request.clock.dueOn}T05:00:00Z`, language) })}
              </span>
            )}
          </p>
        </div>
        <Button
          component="a"
          href={`/api/v1/help-requests/${request.id}/print?language=${language}`}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="md"
          leftSection={<IconPrinter aria-hidden size={22} />}
        >
          {t('print')}
        </Button>
      </header>
      {request.danger === 'yes' && (
        <p className={css.warning}>
          <IconShieldExclamation aria-hidden size={22} /> {t('dangerSaid')}
        </p>
      )}
      {detail.mergedInto && (
        <p>
          {t('mergedInto')}{' '}
          <a {...linkTo({ name: 'page', page: 'help', id: detail.mergedInto.id })}>{detail.mergedInto.code}</a>
        </p>
      )}
      {detail.caseId && <a {...linkTo({ name: 'page', page: 'cases', id: detail.caseId })}>{t('toCase')}</a>}
      <RequestActions me={me} detail={detail} />
      <div className={css.columns}>
        <div>
          <Checks detail={detail} />
          <Decisions detail={detail} />
          <Part title={t('part.facts')}>
            {detail.gaps.length > 0 && (
              <p className={css.late}>
                {t('gaps')}{' '}
                {detail.gaps.map(({ field }) => labelHelpField(HELP_FORM_TEXTS[language], field)).join(', ')}
              </p>
            )}
            <FormSummary form={detail.form} sections={READ_SECTIONS} />
          </Part>
          <HelpPictures
            requestId={request.id}
            mayAdd={me.permissions.includes('help:work') && isOpenHelp(request.status)}
          />
        </div>
        <div>
          <EarlierHelp
            earlier={detail.earlier}
            outlook={detail.outlook}
            openCode={null}
            chosen={request.benefit ?? undefined}
            all
          />
          <Visits detail={detail} />
          <Timeline detail={detail} />
        </div>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Checks({ detail: { checks, corrections } }: { detail: HelpDetail }) {
  const { t, language } = useText(HELP_TEXT);
  const open = corrections.filter(({ answeredAt }) => answeredAt === null);
  return (
    <>
      {open.length > 0 && (
        <Part title={t('part.corrections')}>
          <ul className={css.lines}>
            {open.map(({ id, field, reason, by }) => (
              <li key={id}>
                <b>{labelHelpField(HELP_FORM_TEXTS[language], field)}</b> {reason}{' '}
                <span className={css.small}>{by.name}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {checks.length > 0 && (
        <Part title={t('part.checks')}>
          <ul className={css.lines}>
            {checks.map((one) => (
              <li key={one.id}>
                <b>{t(`level.${one.level}`)}</b>{' '}
                {one.result
                  ? t(`result.${one.result}`)
                  : t('checks.until', { when: formatDate(lastDayOf(one.dueAt), language) })}
                {one.reason &&
                  ` · ${t(one.result === 'skipped' ? `skip.${one.reason as 'nobody-there'}` : `doubt.${one.reason as 'unknown-person'}`)}`}
                {one.by && <span className={css.small}> {one.by.name}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Decisions({ detail: { proposals, payments, appeals } }: { detail: HelpDetail }) {
  const { t, language } = useText(HELP_TEXT);
  const rules = useHelpRules();
  if (proposals.length + payments.length + appeals.length === 0) return null;
  const nameOf = (code: string | null) => {
    const found = rules.data?.benefits.find((one) => one.code === code);
    return (language === 'en' ? found?.en : found?.th) ?? '';
  };
  const money = (amount: number | null) => (amount === null ? '' : t('baht', { baht: amount.toLocaleString('en') }));
  return (
    <Part title={t('part.decision')}>
      <ul className={css.lines}>
        {proposals.map((one) => (
          <li key={one.id}>
            <b>{t(`proposal.${one.kind}`)}</b> {nameOf(one.benefit)} {money(one.amount)}
            {one.reason && ` · ${t(`refusal.${one.reason}`)}`}
            {one.rule && ` · ${t(`rule.${one.rule}`)}`}
            <span className={css.small}>
              {' '}
              {one.by.name} · {formatDate(one.at, language)}
            </span>
            {one.note && <p>{one.note}</p>}
            {one.decision && (
              <p>
                <b>{t(`decision.${one.decision}`)}</b> {one.decisionNote}{' '}
                <span className={css.small}>{one.decidedBy?.name}</span>
              </p>
            )}
          </li>
        ))}
        {payments.map((one) => (
          <li key={one.id}>
            <b>{t('paid')}</b> {t(`method.${one.method}`)} {money(one.amount)} ·{' '}
            {formatDate(`${one.paidOn}T05:00:00Z`, language)}
            {one.reference && ` · ${one.reference}`}
            <span className={css.small}> {one.by.name}</span>
            {one.answer && <p>{t(`receipt.${one.answer}`)}</p>}
          </li>
        ))}
        {appeals.map((one) => (
          <li key={one.id}>
            <b>{t('appealTitle')}</b> {one.text}
            {one.decision && (
              <p>
                <b>{t(`appealed.${one.decision}`)}</b> {one.decisionNote}{' '}
                <span className={css.small}>{one.decidedBy?.name}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Visits({ detail: { visits } }: { detail: HelpDetail }) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  if (visits.length === 0) return null;
  const named = (fields: readonly string[]) => fields.map((field) => labelHelpField(texts, field)).join(', ');
  return (
    <Part title={t('part.visits')}>
      <ul className={css.lines}>
        {visits.map((one) => (
          <li key={one.id}>
            <b>{t(`how.${one.how}`)}</b> {formatDateAndTime(one.happenedAt, language)}{' '}
            <span className={css.small}>{one.by.name}</span>
            {one.confirms.length > 0 && <p className={css.good}>✓ {named(one.confirms)}</p>}
            {one.differs.length > 0 && <p className={css.problem}>✗ {named(one.differs)}</p>}
            {one.dog && <p className={css.late}>{t('visit.dog')}</p>}
            {one.note && <p>{one.note}</p>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Timeline({ detail: { timeline } }: { detail: HelpDetail }) {
  const { t, language } = useText(HELP_TEXT);
  return (
    <Part title={t('part.timeline')}>
      <ol className={css.lines}>
        {timeline.toReversed().map((one) => (
          <li key={one.id}>
            {t(`happened.${one.kind}`)}
            <span className={css.small}>
              {' '}
              {formatDateAndTime(one.at, language)} {one.by && `· ${one.by.name}`}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}
