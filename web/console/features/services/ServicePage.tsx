import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Service } from '#contract/services';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { isProblem } from '../../api/request.ts';
import { serverNow } from '../../live/clock.ts';
import { closeTo, hrefOf, linkTo } from '../../router.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { PlaceLinks } from '../../ui/PlaceLinks.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { describeHours, describeRule } from './describe-service.ts';
import { ServiceMarks } from './ServiceMarks.tsx';
import { readNumber } from './service-draft.ts';
import css from './services.module.css';
import { useCheck, useCountFree, useService } from './services-data.ts';
import { useServiceTexts } from './use-service-texts.ts';

const LIST = { name: 'page', page: 'services' } as const;

/** One service: what to do with its entry, and everything that stands in it. */
export function ServicePage({ serviceId }: { serviceId: string }) {
  const { t } = useServiceTexts();
  const service = useService(serviceId);
  const isMissing = isProblem(service.error, 'services/not-found') || isProblem(service.error, 'request/invalid');
  useKeys({ escape: () => closeTo(LIST) });
  return (
    <article className={css.page}>
      <a className={css.back} {...linkTo(LIST)}>
        <IconArrowLeft aria-hidden size={22} /> {t('one.back')}
      </a>
      <PageList list={service} isEmpty={false} empty="" missing={isMissing ? t('one.missing') : undefined}>
        {service.data && <Shown service={service.data} />}
      </PageList>
    </article>
  );
}

function Shown({ service }: { service: Service }) {
  const { t, language, codes, nameOf, checkedOf } = useServiceTexts();
  const about = language === 'en' ? service.aboutEn || service.aboutTh : service.aboutTh;
  return (
    <>
      <header className={css.head}>
        <h2 className={css.title}>{nameOf(service)}</h2>
        {service.mayChange && (
          <Button
            className={css.tall}
            component="a"
            href={hrefOf({ name: 'page', page: 'services', id: service.id, hash: '#edit' })}
            variant="default"
            leftSection={<IconPencil aria-hidden size={20} />}
          >
            {t('one.edit')}
          </Button>
        )}
      </header>
      <p className={`${css.who} ${css.kind}`}>
        {codes.serviceCode[service.code]} · {formatAgency(service.provider, language)}
      </p>
      <p className={css.chips}>
        <ServiceMarks service={service} />
      </p>
      {service.mayChange && service.status !== 'ended' ? (
        <Check service={service} />
      ) : (
        <p className={css.small}>{checkedOf(service)}</p>
      )}
      {service.mayChange && service.status !== 'ended' && <Count key={service.version} service={service} />}
      {about && <p className={css.about}>{about}</p>}
      <Facts service={service} />
    </>
  );
}

/** The first thing to do: say that all of it is still so. */
function Check({ service }: { service: Service }) {
  const { t, language, checkedOf } = useServiceTexts();
  const check = useCheck(service.id);
  const isToday = service.checkedOn === thaiDayOf(new Date(serverNow()));
  return (
    <section className={css.step} data-done={isToday || undefined} aria-labelledby="service-check">
      <h3 id="service-check" aria-live="polite">
        {isToday && <IconCheck aria-hidden size={24} />} {checkedOf(service)}
      </h3>
      {service.staleFrom && (isToday || service.freshness === 'fresh' || service.freshness === 'due') && (
        <p className={css.small}>{t('checked.until', { day: formatDay(service.staleFrom, language) })}</p>
      )}
      {!isToday && (
        <>
          <p>{t('check.what')}</p>
          <Button
            size="lg"
            variant={service.freshness === 'fresh' ? 'default' : 'filled'}
            leftSection={<IconCheck aria-hidden size={24} />}
            loading={check.isPending}
            onClick={() => check.mutate(undefined)}
          >
            {t('check.button')}
          </Button>
        </>
      )}
      {check.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(check.error, language)}
        </p>
      )}
    </section>
  );
}

/** Places now: one tap each for one more, one less, none, and the same as before. */
function Count({ service }: { service: Service }) {
  const { t, language, placesOf } = useServiceTexts();
  const count = useCountFree(service.id);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { free, places } = service;
  const number = readNumber(typed);
  const send = (value: number | null) => () => count.mutate(value);
  return (
    <section className={css.step} aria-labelledby="service-count">
      <h3 id="service-count" aria-live="polite">
        {placesOf(service)}
      </h3>
      {free === null && !isOpen && (
        <Button className={css.tall} variant="default" onClick={() => setOpen(true)}>
          {t('count.say')}
        </Button>
      )}
      {free === null && isOpen && (
        <InlineForm
          submitLabel={t('count.save')}
          isReady={number != null}
          isSending={count.isPending}
          error={count.error}
          onSubmit={() => number != null && count.mutate(number)}
          onCancel={() => setOpen(false)}
        >
          <TextInput
            size="lg"
            label={t('count.now')}
            inputMode="numeric"
            maxLength={7}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </InlineForm>
      )}
      {free !== null && (
        <div className={css.counting}>
          <Button
            className={css.tall}
            variant="default"
            aria-label={t('count.less')}
            disabled={free === 0 || count.isPending}
            onClick={send(free - 1)}
          >
            <IconMinus aria-hidden size={24} />
          </Button>
          <strong>{free}</strong>
          <Button
            className={css.tall}
            variant="default"
            aria-label={t('count.more')}
            disabled={count.isPending || (places !== null && free >= places)}
            onClick={send(free + 1)}
          >
            <IconPlus aria-hidden size={24} />
          </Button>
          <Button className={css.tall} variant="default" disabled={count.isPending} onClick={send(free)}>
            {t('count.same')}
          </Button>
          {free > 0 && (
            <Button className={css.tall} variant="default" disabled={count.isPending} onClick={send(0)}>
              {t('count.full')}
            </Button>
          )}
        </div>
      )}
      {free !== null && count.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(count.error, language)}
        </p>
      )}
    </section>
  );
}

function Facts({ service }: { service: Service }) {
  const { t, language, codes, papers, placesOf } = useServiceTexts();
  const inWords = language === 'en' ? service.eligibilityEn || service.eligibilityTh : service.eligibilityTh;
  const phone = service.phone || service.provider.phone;
  return (
    <dl className={css.facts}>
      <Fact label={t('field.eligibility')}>
        {inWords || (service.rules.length === 0 ? t('rules.none') : '')}
        {service.rules.length > 0 && (
          <>
            <p className={css.small}>{t('rules.used')}</p>
            <ul>
              {service.rules.map((rule) => (
                <li key={describeRule(rule, language)}>{describeRule(rule, language)}</li>
              ))}
            </ul>
            <p className={css.small}>{t('rules.unknown')}</p>
          </>
        )}
      </Fact>
      <Fact label={t('field.papers')}>
        {service.papers.map((paper) => papers[paper]).join(' · ') || (service.papersNote ? '' : t('one.nothing'))}
        {service.papersNote && <p>{service.papersNote}</p>}
      </Fact>
      <Fact label={t('field.areas')}>{service.areas.map((one) => formatAgency(one, language)).join(' · ')}</Fact>
      <Fact label={t('field.hours')}>
        {describeHours(service.hours, language) ?? t('hours.unknown')}
        {service.hoursNote && <p>{service.hoursNote}</p>}
      </Fact>
      <Fact label={t('field.capacity')}>
        {placesOf(service)}
        {service.waitDays !== null && <p>{t('one.wait', { count: service.waitDays })}</p>}
      </Fact>
      <Fact label={t('field.cost')}>
        {t(`cost.${service.cost}`)}
        {service.costNote && <p>{service.costNote}</p>}
      </Fact>
      <Fact label={t('field.languages')}>
        {service.languages.map((one) => codes.language[one]).join(' · ') || t('one.unknown')}
      </Fact>
      <Fact label={t('field.phone')}>
        {phone ? (
          <a className={css.phone} href={`tel:${phone}`}>
            {phone}
          </a>
        ) : (
          t('one.unknown')
        )}
      </Fact>
      <Fact label={t('field.place')}>
        <p>{t(service.place ? 'one.ownPlace' : 'one.atProvider')}</p>
        <PlaceLinks point={service.position} />
      </Fact>
      <Fact label={t('field.statutory')}>
        {t(service.statutory ? 'statutory.yes' : 'statutory.no')}
        {service.statutory && (
          <>
            <p>
              {service.statutorySource
                ? t('statutory.by', { source: service.statutorySource })
                : t('statutory.noSource')}
            </p>
            <p className={css.small}>{t('statutory.unverified')}</p>
          </>
        )}
      </Fact>
      <Fact label={t('field.status')}>{t(`status.${service.status}`)}</Fact>
      <Fact label={t('field.updatedAt')}>{formatDateAndTime(service.updatedAt, language)}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
