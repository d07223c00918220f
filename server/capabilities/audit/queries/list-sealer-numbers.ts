import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { GaugeSource } from '#platform/http/health';
import { countUnsealed } from '../store-chain.ts';

/** Metrics for Prometheus: how many entries are not sealed yet, and since when. */
export function listSealerNumbers(db: Database, clock: Clock): GaugeSource[] {
  return [
    {
      name: 'ess_audit_unsealed',
      help: 'Audit entries that are not sealed yet',
      read: async () => (await countUnsealed(db)).count,
    },
    {
      name: 'ess_audit_unsealed_seconds',
      help: 'Age of the oldest audit entry that is not sealed yet',
      async read() {
        const { oldest } = await countUnsealed(db);
        return oldest ? Math.max(0, clock.now().getTime() - oldest.getTime()) / 1000 : 0;
      },
    },
  ];
}
