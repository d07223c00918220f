import { Button } from '@mantine/core';
import { IconBuilding, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import { describeProblem } from '../../../api/describe-problem.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { AgencyChooser } from './AgencyChooser.tsx';
import { agenciesWhere } from './agencies-where.ts';
import { InvitationRow } from './InvitationRow.tsx';
import { InviteForm } from './InviteForm.tsx';
import { OneTimeLinkSheet } from './OneTimeLinkSheet.tsx';
import { PeopleList } from './PeopleList.tsx';
import css from './people.module.css';
import { type OneTimeLink, peopleQuery } from './people.ts';
import { useNamedAgency } from './use-named-agency.ts';

type Props = { me: Me; agencyId: string | undefined; onChoose: (agencyId: string) => void };

/** The people of an agency: memberships, invitations, and how well their accounts are protected. */
export default function PeoplePage({ me, agencyId: asked, onChoose }: Props) {
  const { t } = useText();
  const mine = agenciesWhere(me, 'account:view');
  const agencyId = asked ?? mine[0]?.id;
  if (agencyId === undefined) return <p className={css.page}>{t('people.notYours')}</p>;
  return <AgencyPeople key={agencyId} me={me} agencyId={agencyId} onChoose={onChoose} />;
}

function AgencyPeople({ me, agencyId, onChoose }: Props & { agencyId: string }) {
  const { t, language } = useText();
  const mine = agenciesWhere(me, 'account:view');
  const mayManage = me.permissions.includes('account:manage');
  const agency = useNamedAgency(agencyId, mine);
  const name = agency ? formatAgency(agency, language) : '';
  const answer = useQuery(peopleQuery(agencyId));
  const [chooses, setChooses] = useState(false);
  const [invites, setInvites] = useState(false);
  const [made, setMade] = useState<{ link: OneTimeLink; email: string } | null>(null);
  const pending = answer.data?.invitations.filter(({ state }) => state === 'open' || state === 'expired') ?? [];
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('people.title')}</h2>
      <div className={css.agency}>
        <p className={css.agencyName}>
          <IconBuilding aria-hidden size={24} /> <strong>{name}</strong>
        </p>
        <Button variant="default" aria-expanded={chooses} onClick={() => setChooses(!chooses)}>
          {t(chooses ? 'app.close' : 'people.changeAgency')}
        </Button>
      </div>
      {chooses && (
        <AgencyChooser
          mine={mine}
          chosenId={agencyId}
          onChoose={(id) => {
            setChooses(false);
            onChoose(id);
          }}
        />
      )}
      {answer.isPending && <Waiting label={t('app.loading')} />}
      {answer.isError && (
        <div role="alert" className={css.failed}>
          <p>{describeProblem(answer.error, language)}</p>
          <Button variant="default" onClick={() => void answer.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      )}
      {answer.data && (
        <>
          {made && (
            <OneTimeLinkSheet
              link={made.link}
              title={t('people.link.invitation', { email: made.email })}
              onDone={() => setMade(null)}
            />
          )}
          {invites && (
            <InviteForm
              agencyId={agencyId}
              agencyName={name}
              roles={answer.data.roles}
              onInvited={(link, email) => {
                setInvites(false);
                setMade({ link, email });
              }}
              onCancel={() => setInvites(false)}
            />
          )}
          {mayManage && answer.data.roles.length > 0 && !invites && !made && (
            <Button
              className={css.invite}
              size="lg"
              leftSection={<IconUserPlus aria-hidden size={22} />}
              onClick={() => setInvites(true)}
            >
              {t('people.invite')}
            </Button>
          )}
          {pending.length > 0 && (
            <section aria-labelledby="invited">
              <h3 className={css.subtitle} id="invited">
                {t('people.invited', { count: pending.length })}
              </h3>
              <ul className={css.list}>
                {pending.map((invitation) => (
                  <InvitationRow
                    key={invitation.id}
                    invitation={invitation}
                    agencyId={agencyId}
                    mayManage={mayManage}
                  />
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="people">
            <h3 className={css.subtitle} id="people">
              {t('people.list', { count: answer.data.people.length })}
            </h3>
            <PeopleList
              people={answer.data.people}
              myId={me.id}
              agencyId={agencyId}
              roles={answer.data.roles}
              mayManage={mayManage}
            />
          </section>
        </>
      )}
    </div>
  );
}
