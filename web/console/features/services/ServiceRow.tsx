import { Button } from '@mantine/core';
import type { Service } from '#contract/services';
import { linkTo } from '../../router.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { listed } from '../../ui/list-keys.ts';
import work from '../../ui/work-rows.module.css';
import { describeHours } from './describe-service.ts';
import { ServiceMarks } from './ServiceMarks.tsx';
import css from './services.module.css';
import { useServiceTexts } from './use-service-texts.ts';

/** One service: what it is, whose, whether there is a place, and how old all of this is. */
export function ServiceRow({ service }: { service: Service }) {
  const { t, language, codes, nameOf, placesOf, checkedOf } = useServiceTexts();
  const link = linkTo({ name: 'page', page: 'services', id: service.id });
  const mustCheck = service.mayChange && service.freshness !== 'fresh' && service.status !== 'ended';
  const name = nameOf(service);
  const button = t(mustCheck ? 'list.check' : 'list.open');
  const isOut = service.status !== 'active' || service.freshness === 'stale' || service.freshness === 'never';
  return (
    <li className={work.row} data-group={isOut ? 'late' : undefined}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed(service.id)}>
          {name}
        </a>
        <p className={css.kind}>
          {codes.serviceCode[service.code]} · {formatAgency(service.provider, language)}
        </p>
      </div>
      <div className={work.side}>
        <span />
        <Button component="a" variant={mustCheck ? 'filled' : 'default'} {...link} aria-label={`${button}: ${name}`}>
          {button}
        </Button>
      </div>
      <div className={work.under}>
        <p>
          {[
            placesOf(service),
            t(`cost.${service.cost}`),
            describeHours(service.hours, language) ?? t('hours.unknown'),
          ].join(' · ')}
        </p>
        <p className={css.small}>{checkedOf(service)}</p>
        <p className={work.chips}>
          <ServiceMarks service={service} />
        </p>
      </div>
    </li>
  );
}
