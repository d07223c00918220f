import type { NewWebReport } from '#contract/citizen-report';
import { openSealedStore } from './sealed-store.ts';

/** A report that has not been answered yet. `isLeft`: its writer left in a hurry, so nothing of it is shown again. */
export type Waiting = { report: NewWebReport; isLeft: boolean };

/** Reports that wait for a signal, kept on the device and removed as soon as they are answered. */
export function openWaitingReports() {
  const store = openSealedStore<Waiting>('reports');
  return {
    keep: (waiting: Waiting): Promise<void> => store.keep({ id: waiting.report.clientId, value: waiting }),
    async list(): Promise<Waiting[]> {
      const found = (await store.list()).map(({ value }) => value);
      return found.sort((a, b) => (a.report.clientId < b.report.clientId ? -1 : 1));
    },
    remove: (clientId: string): Promise<void> => store.remove(clientId),
  };
}
export type WaitingReports = ReturnType<typeof openWaitingReports>;
