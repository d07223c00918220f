import { Button, TextInput } from '@mantine/core';
import { IconFileText, IconLink, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReferralSummary } from '#contract/referral-api';
import type { AnswerLinks as Links, MadeAnswerLink } from '#contract/referral-link';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../api/describe-problem.ts';
import { useClock } from '../../live/clock.ts';
import { ANSWER_LINKS_TEXT } from '../../text/answer-links.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { QrPicture } from '../../ui/QrPicture.tsx';
import { useText } from '../../ui/use-text.ts';
import { useAnswerLinks, useMakeAnswerLink, useRevokeAnswerLinks } from './answer-links.ts';
import css from './referrals.module.css';

/** A receiver without an account: a link that is sent, a code that is told on the phone, and a letter. */
export function AnswerLinks({ one }: { one: ReferralSummary }) {
  const { t, language } = useText(ANSWER_LINKS_TEXT);
  const links = useAnswerLinks(one.id).data ?? [];
  const make = useMakeAnswerLink(one.id);
  const revoke = useRevokeAnswerLinks(one.id);
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState(() => formatAgency(one.to, language));
  const isUsable = links.some(({ endedAt }) => endedAt === null);
  return (
    <section className={css.part} aria-labelledby="answer-links">
      <h3 id="answer-links" className={css.partTitle}>
        {t('title')}
      </h3>
      <p className={css.small}>{t('what')}</p>
      {make.data && <Made link={make.data} code={one.code} />}
      {isOpen ? (
        <InlineForm
          why={isUsable ? t('replaces') : undefined}
          submitLabel={t('make')}
          isReady={isWritten(to)}
          isSending={make.isPending}
          error={make.error}
          onSubmit={() => make.mutate({ to: to.trim(), letter: true, language }, { onSuccess: () => setOpen(false) })}
          onCancel={() => setOpen(false)}
        >
          <TextInput
            size="lg"
            maxLength={150}
            label={t('to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </InlineForm>
      ) : (
        <div className={css.others}>
          <Button
            variant="default"
            leftSection={<IconLink aria-hidden size={22} />}
            onClick={() => {
              make.reset();
              setOpen(true);
            }}
          >
            {t(isUsable ? 'again' : 'button')}
          </Button>
          {isUsable && (
            <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('revoke')}
            </Button>
          )}
        </div>
      )}
      {revoke.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(revoke.error, language)}
        </p>
      )}
      <ul>
        {links.map((link) => (
          <Line key={link.id} link={link} />
        ))}
      </ul>
    </section>
  );
}

/** Shown once. The code stands apart from the link: one is sent, the other is told. */
function Made({ link, code }: { link: MadeAnswerLink; code: string }) {
  const { t, language } = useText(ANSWER_LINKS_TEXT);
  return (
    <div className={css.made} role="status">
      <p>
        <strong>{t('once')}</strong> {t('until', { time: formatDateAndTime(link.expiresAt, language) })}
      </p>
      <p className={css.code}>
        <IconPhone aria-hidden size={26} />
        <span>
          {t('code')} <strong>{link.code}</strong>
        </span>
      </p>
      <p className={css.small}>{t('tell')}</p>
      <p className={css.url}>{link.url}</p>
      <div className={css.others}>
        <CopyButton text={link.url} label={t('copy')} />
        {link.letter !== null && (
          <Button
            component="a"
            variant="default"
            leftSection={<IconFileText aria-hidden size={22} />}
            href={`data:application/pdf;base64,${link.letter}`}
            download={`${code}.pdf`}
          >
            {t('letter')}
          </Button>
        )}
      </div>
      <div className={css.qr}>
        <QrPicture text={link.url} label={t('qr')} />
      </div>
    </div>
  );
}

function Line({
  link: { to, madeAt, expiresAt, openedAt, views, endedAt, endReason },
}: {
  link: Links['links'][number];
}) {
  const { t, language } = useText(ANSWER_LINKS_TEXT);
  const isOver = useClock((now) => endedAt !== null || now > Date.parse(expiresAt));
  const said = isOver
    ? t(`ended.${endReason ?? 'expired'}`)
    : openedAt
      ? t('opened', { time: formatDateAndTime(openedAt, language), n: views })
      : t('unopened');
  return (
    <li className={css.link}>
      {to} <span className={css.small}>{formatDateAndTime(madeAt, language)}</span> · {said}
    </li>
  );
}
