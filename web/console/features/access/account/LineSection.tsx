import { Button } from '@mantine/core';
import { IconBrandLine, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Protection } from '#contract/access-account';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow } from '../../../live/clock.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';
import { getLineLinkCode, protectionQuery, removeLineLink } from './account.ts';
import { LineLinkCode } from './LineLinkCode.tsx';
import { Section, State } from './Section.tsx';

/** Alerts on the person's own LINE, linked by sending a code from there, so that nobody can link another person's. */
export function LineSection({ line }: { line: Protection['line'] }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const [isConfirming, setIsConfirming] = useState(false);
  const code = useMutation({ mutationFn: getLineLinkCode });
  const unlink = useMutation({
    mutationFn: removeLineLink,
    onSuccess: () => setIsConfirming(false),
    onSettled: () => client.invalidateQueries(protectionQuery),
  });
  return (
    <Section
      title={t('account.line.title')}
      icon={<IconBrandLine aria-hidden size={22} />}
      state={
        line && (
          <State isGood icon={<IconCircleCheck aria-hidden size={20} />}>
            {t('account.line.linked', { time: formatMoment(line.linkedAt, serverNow(), language) })}
          </State>
        )
      }
    >
      <p className={css.small}>{t('account.line.what')}</p>
      {!line && code.data && <LineLinkCode {...code.data} onAgain={() => code.mutate()} />}
      {code.isError && (
        <p className={css.problem} role="alert">
          {describeProblem(code.error, language)}
        </p>
      )}
      {line && isConfirming && (
        <InlineForm
          why={t('account.line.unlinkWhy')}
          submitLabel={t('account.line.unlink')}
          isSending={unlink.isPending}
          error={unlink.error}
          onSubmit={() => unlink.mutate()}
          onCancel={() => setIsConfirming(false)}
        />
      )}
      <div className={css.buttons}>
        {!line && !code.data && (
          <Button variant="default" loading={code.isPending} onClick={() => code.mutate()}>
            {t('account.line.link')}
          </Button>
        )}
        {line && !isConfirming && (
          <Button
            variant="default"
            onClick={() => {
              code.reset();
              setIsConfirming(true);
            }}
          >
            {t('account.line.unlink')}
          </Button>
        )}
      </div>
    </Section>
  );
}
