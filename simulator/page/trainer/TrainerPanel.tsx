import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { Accounts } from './Accounts.tsx';
import { FaultPanel } from './FaultPanel.tsx';
import { Groups } from './Groups.tsx';
import { RequestList } from './RequestList.tsx';
import { WebhookList } from './WebhookList.tsx';

const tabs = {
  faults: FaultPanel,
  requests: RequestList,
  webhooks: WebhookList,
  accounts: Accounts,
  groups: Groups,
};
type Tab = keyof typeof tabs;

/** What a trainer steers and sees: faults, the bot's requests, webhooks, accounts, groups. */
export function TrainerPanel({ onClose }: { onClose: () => void }) {
  const { texts } = useText();
  const [tab, setTab] = useState<Tab>('faults');
  const Shown = tabs[tab];
  return (
    <aside className="trainer" aria-label={texts.trainer}>
      <div className="trainer-head">
        <h2>{texts.trainer}</h2>
        <button type="button" className="plain-icon" aria-label={texts.close} onClick={onClose}>
          <IconX aria-hidden />
        </button>
      </div>
      <div className="trainer-tabs" role="tablist">
        {(Object.keys(tabs) as Tab[]).map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === tab} onClick={() => setTab(name)}>
            {texts[name]}
          </button>
        ))}
      </div>
      <div className="trainer-body" role="tabpanel">
        <Shown />
      </div>
    </aside>
  );
}
