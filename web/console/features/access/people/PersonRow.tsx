import { Button } from '@mantine/core';
import { IconBan, IconBrandLine, IconChevronDown, IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Person } from '#contract/access-people';
import type { Role } from '#contract/permission';
import { serverNow } from '../../../live/clock.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { formatRole } from '../format-role.ts';
import { MembershipRow } from './MembershipRow.tsx';
import { PersonActions } from './PersonActions.tsx';
import css from './people.module.css';

type Props = { person: Person; isMe: boolean; agencyId: string; roles: readonly Role[]; mayManage: boolean };

/** One colleague: memberships and protection of the account; the actions are behind one button. */
export function PersonRow({ person, isMe, agencyId, roles, mayManage }: Props) {
  const { t, language } = useText();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const here = person.memberships.filter(({ agency, inForce }) => inForce && agency.id === agencyId);
  return (
    <li className={css.row} data-off={person.disabled || undefined}>
      <div className={css.rowText}>
        <strong>{person.name}</strong>
        {isMe && <span className={css.me}>{t('people.me')}</span>}
        <p>{here.length > 0 ? here.map(({ role }) => formatRole(role, t)).join(' · ') : t('people.notServing')}</p>
        <p className={css.marks}>
          {person.disabled && (
            <span className={css.off}>
              <IconBan aria-hidden size={18} /> {t('people.disabled')}
            </span>
          )}
          <span className={person.secondFactor ? css.good : undefined}>
            {person.secondFactor ? <IconShieldCheck aria-hidden size={18} /> : <IconShieldOff aria-hidden size={18} />}{' '}
            {t(person.secondFactor ? 'people.secondFactorOn' : 'people.secondFactorOff')}
          </span>
          <span>
            <IconBrandLine aria-hidden size={18} /> {t(person.lineLinked ? 'people.lineOn' : 'people.lineOff')}
          </span>
          <span>
            {person.lastSeenAt
              ? t('people.lastSeen', { time: formatMoment(person.lastSeenAt, serverNow(), language) })
              : t('people.notSignedIn')}
          </span>
        </p>
      </div>
      <div className={css.buttons}>
        <Button
          variant="default"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`${t(mayManage ? 'people.manage' : 'people.details')}: ${person.name}`}
          rightSection={
            <IconChevronDown aria-hidden size={20} data-turned={isOpen || undefined} className={css.chevron} />
          }
          onClick={() => setOpen(!isOpen)}
        >
          {t(mayManage ? 'people.manage' : 'people.details')}
        </Button>
      </div>
      {isOpen && (
        <div className={css.details} id={id}>
          <p className={css.hint}>
            {person.email}
            {person.staffNumber && ` · ${t('account.staffNumber')} ${person.staffNumber}`}
          </p>
          <ul className={css.memberships}>
            {person.memberships.map((membership) => (
              <MembershipRow key={membership.id} membership={membership} agencyId={agencyId} mayChange={mayManage} />
            ))}
          </ul>
          {mayManage && <PersonActions person={person} isMe={isMe} agencyId={agencyId} roles={roles} />}
        </div>
      )}
    </li>
  );
}
