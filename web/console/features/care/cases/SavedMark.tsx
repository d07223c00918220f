import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { type DraftState, isUnsaved } from './draft-state.ts';

/** Whether what stands on the page is on the server. */
export function SavedMark({ state }: { state: DraftState }) {
  const { t } = useText(CASES_TEXT);
  const { trouble, version } = state;
  const said = trouble ?? (isUnsaved(state) ? 'saving' : version > 0 ? 'saved' : 'empty');
  if (said === 'empty') return null;
  const Icon = {
    offline: IconCloudOff,
    conflict: IconAlertTriangle,
    refused: IconAlertTriangle,
    saving: IconCloudUp,
    saved: IconCloudCheck,
  }[said];
  return (
    <p className={css.saved} data-said={said} role="status">
      <Icon aria-hidden size={22} /> {t(`form.state.${said}`)}
    </p>
  );
}
