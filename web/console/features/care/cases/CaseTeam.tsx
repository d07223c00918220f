import { Button } from '@mantine/core';
import { IconLink, IconUserShield } from '@tabler/icons-react';
import { useState } from 'react';
import type { CaseDetail } from '#contract/case-api';
import { linkTo } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CaseViews } from './CaseViews.tsx';
import css from './cases.module.css';
import { InviteForm } from './InviteForm.tsx';
import { useCaseStep } from './use-case-step.ts';
import { useCaseTitle } from './use-case-title.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = Pick<CaseDetail, 'team' | 'links'> & {
  caseId: string;
  isOpen: boolean;
  /** Invite, end an invitation, see who looked. */
  mayInvite: boolean;
  mayLink: boolean;
};

/** Who of other professions sees which sections until when, who looked, and cases that belong together. */
export function CaseTeam({ caseId, team, links, isOpen, mayInvite, mayLink }: Props) {
  const { t } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const [opened, setOpened] = useState<string | null>(null);
  const send = useCaseStep(caseId, () => setOpened(null));
  const open = (what: string): void => {
    send.reset();
    setOpened(what);
  };
  const form = { isSending: send.isPending, error: send.error, onCancel: () => setOpened(null) };
  const inForce = team.filter(({ isInForce }) => isInForce);
  if (inForce.length === 0 && links.length === 0 && !mayInvite) return null;
  return (
    <section className={css.part} aria-labelledby="team">
      <h3 id="team" className={css.partTitle}>
        {t('team.title')}
      </h3>
      <ul className={css.lines}>
        {inForce.map((member) => (
          <li key={member.id} className={css.line}>
            <MemberLine member={member} />
            {mayInvite && opened !== member.id && (
              <Button
                variant="default"
                onClick={() => open(member.id)}
                aria-label={`${acts('team.end')}: ${member.person.name}`}
              >
                {acts('team.end')}
              </Button>
            )}
            {opened === member.id && (
              <InlineForm
                {...form}
                submitLabel={acts('team.endSure')}
                onSubmit={() => send.mutate({ step: `team/${member.id}/end` })}
              />
            )}
          </li>
        ))}
        {links.map((link) => (
          <LinkLine
            key={link.case.id}
            link={link}
            onRemove={mayLink ? () => send.mutate({ step: `links/${link.case.id}/remove` }) : undefined}
          />
        ))}
      </ul>
      {mayInvite && isOpen && opened !== 'invite' && (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => open('invite')}>
            {acts('team.invite')}
          </Button>
        </div>
      )}
      {opened === 'invite' && <InviteForm {...form} onSubmit={(body) => send.mutate({ step: 'team', body })} />}
      {mayInvite && <CaseViews caseId={caseId} />}
    </section>
  );
}

function MemberLine({ member: { person, profession, sections: seen, until } }: { member: Props['team'][number] }) {
  const { t, language } = useText(CASES_TEXT);
  const { sections } = useFormTexts();
  return (
    <>
      <IconUserShield aria-hidden size={26} />
      <span className={work.what}>
        <strong>
          {person.name} · {t(`profession.${profession}`)}
        </strong>
        <span className={css.small}>
          {seen.map((one) => sections[one]).join(', ')} · {t('until', { day: formatDate(until, language) })}
        </span>
      </span>
    </>
  );
}

function LinkLine({
  link: { kind, case: linked },
  onRemove,
}: {
  link: Props['links'][number];
  onRemove?: (() => void) | undefined;
}) {
  const { t } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const titleOf = useCaseTitle();
  return (
    <li className={css.line}>
      <IconLink aria-hidden size={26} />
      <a className={work.what} {...linkTo({ name: 'page', page: 'cases', id: linked.id })}>
        <strong>{titleOf(linked)}</strong>
        <span className={css.small}>
          {t(`link.${kind}`)} · {t(`status.${linked.status}`)}
        </span>
      </a>
      {onRemove && (
        <Button variant="default" onClick={onRemove} aria-label={`${acts('link.remove')}: ${titleOf(linked)}`}>
          {acts('link.remove')}
        </Button>
      )}
    </li>
  );
}
