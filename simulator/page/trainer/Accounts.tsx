import { useCallback, useEffect, useState } from 'react';
import type { WebhookDelivery } from '../../webhook/webhook-sender.ts';
import { call } from '../api/call.ts';
import { useText } from '../text/text.tsx';

type Account = {
  key: string;
  displayName: string;
  webhook: { endpoint: string; active: boolean };
  chatMode: 'chat' | 'bot';
  mode: 'active' | 'standby';
  quota: { limit: number | null; used: number };
  canJoinGroups: boolean;
  greeting: string | null;
  autoReply: string | null;
};

/** Each account's settings, as LINE's consoles would show them. */
export function Accounts() {
  const [accounts, setAccounts] = useState<Account[]>([]);
  const load = useCallback(() => void call<Account[]>('/channels').then(setAccounts), []);
  useEffect(load, [load]);
  return accounts.map((account) => <AccountForm key={account.key} account={account} onChange={load} />);
}

function AccountForm({ account, onChange }: { account: Account; onChange: () => void }) {
  const { texts } = useText();
  const [verified, setVerified] = useState<WebhookDelivery>();
  const [url, setUrl] = useState(account.webhook.endpoint);
  const set = (some: Record<string, unknown>) => void call(`/channels/${account.key}`, 'PUT', some).then(onChange);
  const orNull = (text: string) => (text === '' ? null : text);

  return (
    <fieldset className="stack">
      <legend>
        {account.displayName} ({account.key})
      </legend>
      <label className="field">
        {texts.webhookUrl}
        <input value={url} onChange={(event) => setUrl(event.target.value)} onBlur={() => set({ webhookUrl: url })} />
      </label>
      <div className="log-actions">
        <button
          type="button"
          onClick={() =>
            void call<WebhookDelivery>('/webhooks', 'POST', { do: 'verify', channel: account.key }).then(setVerified)
          }
        >
          {texts.verify}
        </button>
        {verified && (
          <span className={`verdict ${verified.outcome === 'ok' ? 'accepted' : 'rejected'}`} role="status">
            {verified.statusCode || ''} {texts.outcomes[verified.outcome]}
          </span>
        )}
      </div>
      <Check label={texts.webhookActive} on={account.webhook.active} onChange={(on) => set({ webhookActive: on })} />
      <Check
        label={texts.chatMode}
        on={account.chatMode === 'chat'}
        onChange={(on) => set({ chatMode: on ? 'chat' : 'bot' })}
      />
      <Check
        label={texts.standby}
        on={account.mode === 'standby'}
        onChange={(on) => set({ mode: on ? 'standby' : 'active' })}
      />
      <Check label={texts.canJoinGroups} on={account.canJoinGroups} onChange={(on) => set({ canJoinGroups: on })} />
      <p className="hint">
        {texts.quota}: {account.quota.used}
      </p>
      <TextSetting
        label={texts.quotaLimit}
        value={account.quota.limit === null ? '' : String(account.quota.limit)}
        onSave={(text) => set({ quotaLimit: text === '' ? null : Math.max(0, Math.round(Number(text)) || 0) })}
      />
      <TextSetting
        label={texts.greeting}
        value={account.greeting ?? ''}
        onSave={(text) => set({ greeting: orNull(text) })}
      />
      <TextSetting
        label={texts.autoReply}
        value={account.autoReply ?? ''}
        onSave={(text) => set({ autoReply: orNull(text) })}
      />
    </fieldset>
  );
}

function Check({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

function TextSetting({ label, value, onSave }: { label: string; value: string; onSave: (text: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <label className="field">
      {label}
      <input value={text} onChange={(event) => setText(event.target.value)} onBlur={() => onSave(text)} />
    </label>
  );
}
