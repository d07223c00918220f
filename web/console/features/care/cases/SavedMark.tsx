import { IconAlertTriangle, IconCloudCheck, IconCloudUp, IconDeviceMobileCheck } from '@tabler/icons-react';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { useCareDevice } from './CareDevice.tsx';
import { describeRefusal, type Waiting } from './draft-entry.ts';
import { type DraftState, isUnkept } from './draft-state.ts';
import css from './forms.module.css';

type Props = {
  state: DraftState;
  waiting: Waiting | undefined;
  /** The second one of a long page, seen where one writes and not read out again. */
  again?: boolean;
};

/** Whether what stands on the page is on the server, or on this device. */
export function SavedMark({ state, waiting, again = false }: Props) {
  const { t } = useText(CASES_TEXT);
  const { box } = useCareDevice();
  const onItsWay = waiting ? (box.isOffline || box.isSignedOut ? 'offline' : 'saving') : null;
  const kept = state.tip > 0 ? 'saved' : 'empty';
  const said = waiting?.refused ? describeRefusal(waiting.refused) : isUnkept(state) ? 'saving' : (onItsWay ?? kept);
  if (said === 'empty') return null;
  const Icon = {
    offline: IconDeviceMobileCheck,
    conflict: IconAlertTriangle,
    refused: IconAlertTriangle,
    saving: IconCloudUp,
    saved: IconCloudCheck,
  }[said];
  return (
    <p className={css.saved} data-said={said} role={again ? undefined : 'status'}>
      <Icon aria-hidden size={22} /> {t(`form.state.${said}`)}
    </p>
  );
}
