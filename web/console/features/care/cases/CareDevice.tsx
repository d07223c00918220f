import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext } from 'react';
import type { Me } from '#contract/access';
import { useOfflineApp } from '../../../outbox/use-offline-app.ts';
import { type DeviceOutbox, useOutbox } from '../../../outbox/use-outbox.ts';
import { worksOffline } from '../../access/index.ts';
import { CASES_KEY } from '../cases-key.ts';

type Device = {
  personId: string;
  box: DeviceOutbox;
  /** Cases that were read are kept, so that they open in a home without signal. */
  keepsCases: boolean;
};
const DeviceContext = createContext<Device | null>(null);

/** Forms go to the device first and from there to the server: for everybody the one way, with signal or without. */
export function CareDevice({ me, children }: { me: Me; children: ReactNode }) {
  const client = useQueryClient();
  const box = useOutbox(
    me.id,
    useCallback(() => void client.invalidateQueries({ queryKey: CASES_KEY }), [client]),
  );
  const keepsCases = worksOffline(me);
  return (
    <DeviceContext value={{ personId: me.id, box, keepsCases }}>
      {keepsCases && <OfflineApp />}
      {children}
    </DeviceContext>
  );
}

function OfflineApp() {
  useOfflineApp();
  return null;
}

export function useCareDevice(): Device {
  const device = useContext(DeviceContext);
  if (!device) throw new Error('outside CareDevice');
  return device;
}
