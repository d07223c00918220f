import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { CERTIFICATE_LISTS } from '#contract/recognition';
import { useAddress } from '../../router.ts';
import { CERTIFICATES_TEXT } from '../../text/certificates.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { CertificateGroup } from './CertificateGroup.tsx';
import css from './certificates.module.css';
import { useCertificates } from './certificates-data.ts';
import { ProposeForm } from './ProposeForm.tsx';

/** Certificates of honour: what waits first, then what was issued; new ones are proposed in a form of its own. */
export default function CertificatesPage() {
  const { t } = useText(CERTIFICATES_TEXT);
  const asked = useAddress().hash.slice(1);
  const list = CERTIFICATE_LISTS.find((one) => one === asked) ?? 'waiting';
  const found = useCertificates(list);
  const { certificates = [], agencies = [] } = found.data ?? {};
  if (asked === 'new' && agencies.length > 0) return <ProposeForm agencies={agencies} />;
  const able = (step: 'approve' | 'issue') => certificates.filter(({ may }) => may.includes(step));
  const others = certificates.filter(({ may }) => !may.includes('approve') && !may.includes('issue'));
  return (
    <section className={css.page} aria-labelledby="certificates-title">
      <header className={css.head}>
        <h2 id="certificates-title" className={css.title}>
          {t('title')}
        </h2>
        {agencies.length > 0 && (
          <Button component="a" href="#new" size="md" leftSection={<IconPlus aria-hidden size={22} />}>
            {t('new')}
          </Button>
        )}
      </header>
      <nav className={work.tabs} aria-label={t('title')}>
        {CERTIFICATE_LISTS.map((one) => (
          <a key={one} href={`#${one}`} aria-current={one === list ? 'page' : undefined}>
            {t(`tab.${one}`)}
          </a>
        ))}
      </nav>
      <PageList list={found} isEmpty={certificates.length === 0} empty={t(`none.${list}`)}>
        {list === 'waiting' ? (
          <>
            <CertificateGroup title={t('group.approve')} certificates={able('approve')} step="approve" />
            <CertificateGroup title={t('group.issue')} certificates={able('issue')} step="issue" />
            <CertificateGroup title={t('group.others')} certificates={others} />
          </>
        ) : (
          <CertificateGroup certificates={certificates} {...(list === 'issued' && { step: 'print' })} />
        )}
      </PageList>
    </section>
  );
}
