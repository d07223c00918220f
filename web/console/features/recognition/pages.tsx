import { IconCertificate } from '@tabler/icons-react';
import type { Page } from '../../page.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

const CertificatesPage = lazyPart(() => import('./CertificatesPage.tsx'));

function Certificates() {
  return <CertificatesPage />;
}

export const PAGES: readonly Page[] = [
  {
    path: 'certificates',
    title: 'nav.certificates',
    icon: IconCertificate,
    permissions: ['certificate:view'],
    order: 73,
    width: 980,
    Component: Certificates,
  },
];
