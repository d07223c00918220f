import type { Me } from '#contract/access';
import { useAddress } from '../../router.ts';
import { EditServicePage } from './EditServicePage.tsx';
import { ServiceFiles } from './ServiceFiles.tsx';
import { ServiceList } from './ServiceList.tsx';
import { ServicePage } from './ServicePage.tsx';

type Props = { me: Me; id: string | undefined };

/** The directory, one of its services, or the form of one. */
export default function ServicesPage({ me, id }: Props) {
  const { hash } = useAddress();
  const mayEdit = me.permissions.includes('service:edit');
  const isForm = mayEdit && hash === (id === undefined ? '#new' : '#edit');
  if (isForm) return <EditServicePage key={id} me={me} serviceId={id} />;
  if (id !== undefined) return <ServicePage key={id} serviceId={id} />;
  if (hash === '#files') return <ServiceFiles mayImport={mayEdit} />;
  return <ServiceList key={hash} mayEdit={mayEdit} me={me} />;
}
