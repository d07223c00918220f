import type { LoggedRequest } from '../../messaging-api/request-log.ts';
import { useLive } from '../api/use-live.ts';
import { useText } from '../text/text.tsx';
import { clockWithSeconds } from '../text/time.ts';

/** The bot's requests, newest first, with LINE's verdict and the whole answer. */
export function RequestList() {
  const { texts } = useText();
  const log = useLive<{ requests: LoggedRequest[] }>('/requests', (change) => change.about === 'requests');
  const requests = log?.requests.toReversed() ?? [];
  if (requests.length === 0) return <p className="hint">{texts.noRequests}</p>;
  return (
    <ol className="log">
      {requests.map((one) => (
        <li key={one.requestId}>
          <details>
            <summary>
              <time>{clockWithSeconds(one.at)}</time>
              <b>{one.operation}</b>
              <span className={`verdict ${one.verdict}`}>
                {one.status === 0 ? texts.noAnswer : one.status} {texts.verdicts[one.verdict]}
              </span>
            </summary>
            {one.warnings.map((warning) => (
              <p key={warning} className="warning">
                {warning}
              </p>
            ))}
            <pre>{JSON.stringify({ ...one, warnings: undefined }, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
