import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import { Button, Popover, useMantineColorScheme } from '@mantine/core';
import { IconBell, IconLogout, IconVolume } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import { ReadinessSwitch } from '../features/jurisdiction/index.ts';
import { goTo, useView } from '../router.ts';
import { changeLanguage, LANGUAGES } from '../text/language.ts';
import { notificationPermission, requestDesktopNotifications } from '../ui/desktop-notification.ts';
import { formatAgency } from '../ui/format-agency.ts';
import { LazyPart } from '../ui/LazyPart.tsx';
import { SegmentedControl } from '../ui/segmented-control.ts';
import { useKeys } from '../ui/use-keys.ts';
import { useText } from '../ui/use-text.ts';
import { alarmTone } from './alarm-tone.ts';
import { KeyList } from './KeyList.tsx';
import { MenuButton } from './MenuButton.tsx';
import { findPage, pagesFor } from './pages.ts';
import css from './ShellMenu.module.css';

/** Otherwise Mantine writes a style element during the change, which our content security policy forbids. */
const KEEPS_STYLE = { keepTransitions: true };

type Props = { me: Me; ringing: number; onSignOut: () => void };

/** The menu, open from the start: it is loaded when somebody asks for it. */
export function OpenedMenu({ me, ringing, onSignOut }: Props) {
  const { t, language } = useText();
  const page = findPage(useView(), me);
  const { colorScheme, setColorScheme } = useMantineColorScheme(KEEPS_STYLE);
  const [isOpen, setOpen] = useState(true);
  const rangBefore = useRef(ringing);
  useEffect(() => {
    // It may be opened while an alarm rings.
    if (ringing > 0 && ringing !== rangBefore.current) setOpen(false);
    rangBefore.current = ringing;
  }, [ringing]);
  const [permission, setPermission] = useState(notificationPermission());
  useKeys({ '?': () => setOpen((open) => !open), ...(isOpen ? { escape: () => setOpen(false) } : {}) });
  const stations = me.memberships.filter(({ agencyKind }) => agencyKind === 'station');
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      // Our own key handler closes it, or Escape would also close what is below.
      closeOnEscape={false}
      position="bottom-end"
      trapFocus
      shadow="md"
      width={380}
    >
      <Popover.Target>
        <MenuButton name={me.name} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown className={css.menu}>
        <div>
          <strong>{me.name}</strong>
          {me.memberships.map(({ agency, role }) => (
            <p key={`${agency.id} ${role}`} className={css.small}>
              {t(`access.role.${role}`)} · {formatAgency(agency, language)}
            </p>
          ))}
        </div>
        {pagesFor(me).map(({ path, title, icon: Icon }) => (
          <Button
            key={path}
            variant="default"
            leftSection={<Icon aria-hidden size={20} />}
            onClick={() => {
              setOpen(false);
              goTo({ name: 'page', page: path });
            }}
          >
            {t(title)}
          </Button>
        ))}
        {me.permissions.includes('agency:set-readiness') &&
          stations.map(({ agency }) => (
            <LazyPart key={agency.id}>
              <ReadinessSwitch agency={agency} />
            </LazyPart>
          ))}
        <SegmentedControl
          aria-label={t('app.language')}
          fullWidth
          value={language}
          onChange={(value) => void changeLanguage(LANGUAGES.find((known) => known === value) ?? 'th')}
          data={[
            { value: 'th', label: 'ไทย' },
            { value: 'en', label: 'English' },
          ]}
        />
        <SegmentedControl
          aria-label={t('app.theme')}
          fullWidth
          value={colorScheme}
          onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
          data={[
            { value: 'auto', label: t('app.themeAuto') },
            { value: 'dark', label: t('app.themeDark') },
            { value: 'light', label: t('app.themeLight') },
          ]}
        />
        <Button
          variant="default"
          leftSection={<IconVolume size={20} />}
          onClick={() => {
            alarmTone.unlock();
            alarmTone.playOnce();
          }}
        >
          {t('alarm.testSound')}
        </Button>
        {permission === 'default' && (
          <Button
            variant="default"
            leftSection={<IconBell size={20} />}
            onClick={() => void requestDesktopNotifications().then(setPermission)}
          >
            {t('alarm.allowNotifications')}
          </Button>
        )}
        {(permission === 'granted' || permission === 'denied') && (
          <p className={css.small}>
            {t(permission === 'granted' ? 'alarm.notificationsOn' : 'alarm.notificationsDenied')}
          </p>
        )}
        {page?.hasRowKeys ? <KeyList of="rows" /> : me.permissions.includes('incident:view') && <KeyList />}
        <Button
          variant="default"
          leftSection={<IconLogout size={20} />}
          onClick={() => {
            setOpen(false);
            onSignOut();
          }}
        >
          {t('access.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
