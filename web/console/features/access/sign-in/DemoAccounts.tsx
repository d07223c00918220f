import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconFlask } from '@tabler/icons-react';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import type { DemoAccount } from './demo-accounts.ts';
import css from './SignInPage.module.css';

type Props = { accounts: DemoAccount[]; disabled: boolean; onChoose: (account: DemoAccount) => void };

/** Accounts to sign in with one tap; only in a demonstration. */
export function DemoAccounts({ accounts, disabled, onChoose }: Props) {
  const { t, language } = useText();
  return (
    <section className={css.demo} aria-labelledby="demo-title">
      <h2 id="demo-title" className={css.demoTitle}>
        <IconFlask aria-hidden size={22} /> {t('access.demoTitle')}
      </h2>
      <p className={css.demoHint}>{t('access.demoHint')}</p>
      <ul className={css.demoList}>
        {accounts.map((account) => (
          <li key={account.email}>
            <UnstyledButton className={css.demoRow} disabled={disabled} onClick={() => onChoose(account)}>
              <span>
                <strong>{account.name}</strong>
                <span className={css.demoRole}>
                  {[
                    ...account.roles.map((role) => t(`access.role.${role}`)),
                    ...account.agencies.map((agency) => formatAgency(agency, language)),
                  ].join(' · ')}
                </span>
              </span>
              <IconChevronRight aria-hidden size={22} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
