import type { WebhookDelivery } from '../../webhook/webhook-sender.ts';
import { call } from '../api/call.ts';
import { useLive } from '../api/use-live.ts';
import { withKeys } from '../message/with-keys.ts';
import { useText } from '../text/text.tsx';
import { clockWithSeconds } from '../text/time.ts';

/** What went to the bot and how it was received; each can be sent again. */
export function WebhookList() {
  const { texts } = useText();
  const deliveries = useLive<WebhookDelivery[]>('/webhooks', (change) => change.about === 'webhooks');
  if (!deliveries || deliveries.length === 0) return <p className="hint">{texts.noWebhooks}</p>;
  return (
    <ol className="log">
      {withKeys(deliveries.toReversed()).map(({ key, one }) => (
        <li key={key}>
          <details>
            <summary>
              <time>{clockWithSeconds(one.at)}</time>
              <b>{one.events.map((event) => event.type).join(', ') || '–'}</b>
              <span className={`verdict ${one.outcome === 'ok' ? 'accepted' : 'rejected'}`}>
                {one.statusCode || ''} {texts.outcomes[one.outcome]}
                {one.isRedelivery && ` · ${texts.redelivered}`}
              </span>
            </summary>
            {one.events.map(({ webhookEventId }) => (
              <p key={webhookEventId} className="log-actions">
                <button
                  type="button"
                  onClick={() => void call('/webhooks', 'POST', { do: 'duplicate', webhookEventId })}
                >
                  {texts.again}
                </button>
                <button
                  type="button"
                  onClick={() => void call('/webhooks', 'POST', { do: 'redeliver', webhookEventId })}
                >
                  {texts.againMarked}
                </button>
              </p>
            ))}
            <pre>{JSON.stringify(one.events, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
