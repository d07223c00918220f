import { Button } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import type { CaseNeedHolding } from '#contract/referral-api';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import { linkTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Due } from '../../../ui/Due.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { useFormTexts } from './use-form-texts.ts';

/** Who works on an open need, or why nobody does any more: the line below its name. */
export function NeedHolder({ holding }: { holding: CaseNeedHolding }) {
  const { t, language } = useText(CASES_TEXT);
  const { codes } = useFormTexts();
  const texts = REFERRAL_TEXTS[language];
  const { holder } = holding;
  const last = holding.referrals.find(({ status }) => status !== 'draft');
  if (holder?.kind === 'own-service')
    return (
      <p>
        {texts.holders[holder.kind]}
        {holder.serviceCode && `: ${codes.serviceCode[holder.serviceCode]}`}
      </p>
    );
  if (!last) return null;
  const { status, endReason, outcome, confirmation, dueAt, id } = last;
  const isWaiting = status === 'offered' || status === 'declined-proposed';
  const said = outcome
    ? `${texts.outcomes[outcome]} · ${texts.confirmations[confirmation]}`
    : [texts.statuses[status], endReason && texts.endReasons[endReason]].filter(Boolean).join(': ');
  return (
    <p className={holder ? undefined : css.failed}>
      <a className={css.toReferral} {...linkTo({ name: 'page', page: 'referrals', id })}>
        {formatAgency(last.to, language)}
      </a>{' '}
      {said}
      {isWaiting && dueAt && (
        <>
          {' '}
          · <Due at={dueAt} />
        </>
      )}
      {!holder && holding.consequence && <span> → {texts.consequences[holding.consequence]}</span>}
      {holder && !outcome && <span className="visually-hidden">{t('needs.held')}</span>}
    </p>
  );
}

/** Sends an open need that nobody works on to a service; after a failed end to the next one. */
export function SendNeed({ caseId, holding, name }: { caseId: string; holding: CaseNeedHolding; name: string }) {
  const { t } = useText(CASES_TEXT);
  if (!holding.choices.includes('next-provider')) return null;
  const label = t(holding.consequence ? 'needs.sendNext' : 'needs.send');
  return (
    <Button
      component="a"
      variant="default"
      leftSection={<IconArrowForwardUp aria-hidden size={22} />}
      aria-label={`${label}: ${name}`}
      {...linkTo({ name: 'page', page: 'referrals', hash: `#new/${caseId}/${holding.needId}` })}
    >
      {label}
    </Button>
  );
}
