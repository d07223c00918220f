import { IconX } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { ROLES } from '#contract/permission';
import { isProblem } from '../../api/request.ts';
import { linkTo } from '../../router.ts';
import { PageList } from '../../ui/PageList.tsx';
import { ServiceForm } from './ServiceForm.tsx';
import { draftOf, emptyDraft } from './service-draft.ts';
import css from './services.module.css';
import { useServiceOnce } from './services-data.ts';
import { useServiceTexts } from './use-service-texts.ts';

type Props = { me: Me; serviceId: string | undefined };

/** A new service, or one that is changed. */
export function EditServicePage({ me, serviceId }: Props) {
  const { t, nameOf } = useServiceTexts();
  const service = useServiceOnce(serviceId);
  const isMissing = isProblem(service.error, 'services/not-found') || isProblem(service.error, 'request/invalid');
  const own = me.memberships.filter(({ role }) => ROLES[role].some((one) => one === 'service:edit'));
  const [first] = own;
  // Of several branches any may be meant, and the server refuses the others.
  const within = own.length === 1 ? first?.agency.id : undefined;
  const back = { name: 'page', page: 'services', ...(serviceId !== undefined && { id: serviceId }) } as const;
  return (
    <article className={css.page}>
      <header className={css.formHead}>
        <a className={css.close} {...linkTo(back)}>
          <IconX aria-hidden size={24} />
          <span className="visually-hidden">{t('form.close')}</span>
        </a>
        <h2 className={css.title}>{service.data ? nameOf(service.data) : t('form.new')}</h2>
      </header>
      {serviceId === undefined ? (
        <ServiceForm within={within} base={emptyDraft(first?.agency ?? null)} />
      ) : (
        <PageList
          list={service}
          isEmpty={service.data?.mayChange === false}
          empty={t('form.notYours')}
          missing={isMissing ? t('one.missing') : undefined}
        >
          {service.data && (
            <ServiceForm
              within={within}
              base={draftOf(service.data)}
              known={{ id: service.data.id, version: service.data.version }}
            />
          )}
        </PageList>
      )}
    </article>
  );
}
