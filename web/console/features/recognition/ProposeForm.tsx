import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import {
  CERTIFICATE_KINDS,
  type CertificateKind,
  type Certificates,
  CITATIONS,
  type Citation,
  OFFICER_ROLES,
  type OfficerRole,
  SHOWN_CHOICES,
  type Shown,
} from '#contract/recognition';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { isProblem } from '../../api/request.ts';
import { serverNow } from '../../live/clock.ts';
import { goTo } from '../../router.ts';
import { CERTIFICATES_TEXT } from '../../text/certificates.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { OneOf } from '../../ui/OneOf.tsx';
import { useText } from '../../ui/use-text.ts';
import { ConsentFields, emptyConsent, isConsentWritten } from './ConsentFields.tsx';
import css from './certificates.module.css';
import { usePropose, useSuggestions } from './certificates-data.ts';

type Person = { key: string; name: string; position: string; role: OfficerRole | ''; personId: string | null };
const aPerson = (but: Partial<Person> = {}): Person => ({
  ...{ key: crypto.randomUUID(), name: '', position: '', role: '', personId: null },
  ...but,
});
type Signer = { key: string; name: string; position: string };
const aSigner = (): Signer => ({ key: crypto.randomUUID(), name: '', position: '' });

/** New proposals: for whom, from which incident, and what stands on the paper. */
export function ProposeForm({ agencies }: { agencies: Certificates['agencies'] }) {
  const { t, language } = useText(CERTIFICATES_TEXT);
  const [kind, setKind] = useState<CertificateKind>('officer');
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState('');
  const [people, setPeople] = useState<readonly Person[]>([aPerson()]);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [consent, setConsent] = useState(emptyConsent);
  const [shown, setShown] = useState<Shown>('private');
  const [citation, setCitation] = useState<Citation>(CITATIONS.officer[0]);
  const [agencyId, setAgencyId] = useState(agencies[0]?.id ?? '');
  const [givenOn, setGivenOn] = useState<string | undefined>(() => thaiDayOf(new Date(serverNow())));
  const [signers, setSigners] = useState<readonly Signer[]>([aSigner()]);
  const suggested = useSuggestions(code);
  const close = () => goTo({ name: 'page', page: 'certificates' });
  const send = usePropose(close);

  const isCitizen = kind === 'citizen';
  const officers = suggested.data?.officers ?? [];
  const written = people.filter(({ name }) => name.trim() !== '');
  const chosen = isCitizen ? [] : officers.filter(({ personId }) => taken.has(personId));
  const count = written.length + chosen.length;
  const mayThank = suggested.data?.citizen === 'possible' || suggested.data?.citizen === 'silent';
  const isReady =
    count > 0 &&
    givenOn !== undefined &&
    signers.every(({ name, position }) => name.trim() !== '' && position.trim() !== '') &&
    (isCitizen ? mayThank && isConsentWritten(consent) : suggested.data?.citizen !== 'not-real');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady || givenOn === undefined || send.isPending) return;
    const asked = isCitizen && consent.on !== undefined ? { on: consent.on, kept: consent.kept } : null;
    send.mutate({
      ...{ agencyId, kind, citation, givenOn, incidentId: suggested.data?.incident.id ?? null },
      signers: signers.map(({ name, position }) => ({ name, position })),
      people: [
        ...chosen.map(({ name, role, personId }) => ({ name, role, personId, position: '' })),
        ...written.map(({ name, position, role }) => ({ name, position, role: role || null, personId: null })),
      ].map((one) => ({ ...one, consent: asked, shown: isCitizen ? shown : 'private' })),
    });
  };
  const changePerson = (key: string, change: Partial<Person>): void =>
    setPeople(people.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const changeSigner = (key: string, change: Partial<Signer>): void =>
    setSigners(signers.map((one) => (one.key === key ? { ...one, ...change } : one)));

  return (
    <form className={css.page} onSubmit={submit} aria-labelledby="propose-title">
      <header className={css.formHead}>
        <button type="button" className={css.close} onClick={close} aria-label={t('form.close')}>
          <IconX aria-hidden size={24} />
        </button>
        <h2 id="propose-title" className={css.title}>
          {t('form.title')}
        </h2>
      </header>
      <Choices
        label={t('kindLabel')}
        options={CERTIFICATE_KINDS.toReversed().map((value) => ({ value, label: t(`kind.${value}`) }))}
        chosen={[kind]}
        onChange={([next]) => {
          if (next === undefined) return;
          setKind(next as CertificateKind);
          setCitation(CITATIONS[next as CertificateKind][0]);
        }}
      />
      <div className={css.find}>
        <TextInput
          size="lg"
          label={t('form.code')}
          description={t(isCitizen ? 'form.codeCitizen' : 'form.codeOfficer')}
          placeholder="ES-6911-0412"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter looks for it; it must not send the form.
            event.preventDefault();
            setCode(typed.trim());
          }}
        />
        <Button
          size="lg"
          variant="default"
          leftSection={<IconSearch aria-hidden size={22} />}
          loading={suggested.isFetching}
          onClick={() => setCode(typed.trim())}
        >
          {t('form.find')}
        </Button>
      </div>
      {suggested.error && (
        <p className={css.problem} role="alert">
          {isProblem(suggested.error, 'incident/not-found') || isProblem(suggested.error, 'request/invalid')
            ? t('form.missing')
            : describeProblem(suggested.error, language)}
        </p>
      )}
      {suggested.data && (
        <p role="status" className={css.found} data-citizen={suggested.data.citizen}>
          <strong>{t('form.found', { code: suggested.data.incident.code })}</strong>
          {(isCitizen || suggested.data.citizen === 'not-real') && ` ${t(`form.citizen.${suggested.data.citizen}`)}`}
        </p>
      )}
      {!isCitizen && suggested.data && (
        <fieldset className={css.group}>
          <legend>{t('form.officers')}</legend>
          {officers.length === 0 && <p className={css.small}>{t('form.noOfficers')}</p>}
          {officers.map(({ personId, name, role, agency, hasOne }) => (
            <label key={personId} className={css.officer} data-has={hasOne || undefined}>
              <input
                type="checkbox"
                disabled={hasOne}
                checked={taken.has(personId)}
                onChange={() => {
                  const next = new Set(taken);
                  if (!next.delete(personId)) next.add(personId);
                  setTaken(next);
                }}
              />
              <span>
                <strong>{name}</strong>
                <span className={css.small}>
                  {t(`role.${role}`)} · {agency}
                  {hasOne && ` · ${t('form.hasOne')}`}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className={css.group}>
        <legend>{t('form.people')}</legend>
        {people.map((one, at) => (
          <div key={one.key} className={css.person}>
            <TextInput
              size="lg"
              label={t('form.name')}
              maxLength={150}
              value={one.name}
              onChange={(event) => changePerson(one.key, { name: event.currentTarget.value })}
            />
            <TextInput
              size="lg"
              label={t('form.position')}
              maxLength={150}
              value={one.position}
              onChange={(event) => changePerson(one.key, { position: event.currentTarget.value })}
            />
            {!isCitizen && (
              <NativeSelect
                size="lg"
                label={t('form.role')}
                value={one.role}
                data={[
                  { value: '', label: '–' },
                  ...OFFICER_ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
                ]}
                onChange={(event) => changePerson(one.key, { role: event.currentTarget.value as OfficerRole | '' })}
              />
            )}
            {people.length > 1 && (
              <button
                type="button"
                className={css.close}
                aria-label={t('form.removePerson', { name: one.name || `${at + 1}` })}
                onClick={() => setPeople(people.filter(({ key }) => key !== one.key))}
              >
                <IconX aria-hidden size={20} />
              </button>
            )}
          </div>
        ))}
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus aria-hidden size={20} />}
          onClick={() => setPeople([...people, aPerson()])}
        >
          {t('form.addPerson')}
        </Button>
      </fieldset>
      {isCitizen && (
        <fieldset className={css.group}>
          <legend>{t('form.consent')}</legend>
          <p className={css.small}>{t('form.consentWhy')}</p>
          <ConsentFields consent={consent} onChange={setConsent} />
          <OneOf
            label={t('shownLabel')}
            options={SHOWN_CHOICES.map((value) => ({ value, label: t(`shown.${value}`) }))}
            value={shown}
            onChange={(next) => setShown((next as Shown | undefined) ?? 'private')}
          />
        </fieldset>
      )}
      <fieldset className={css.group}>
        <Choices
          wide
          label={t('citationLabel')}
          options={CITATIONS[kind].map((value) => ({ value, label: t(`citation.${value}`) }))}
          chosen={[citation]}
          onChange={([next]) => next && setCitation(next as Citation)}
        />
        <p className={css.small}>{t('citationWhy')}</p>
        <NativeSelect
          size="lg"
          label={t('form.agency')}
          value={agencyId}
          data={agencies.map((agency) => ({ value: agency.id, label: formatAgency(agency, language) }))}
          onChange={(event) => setAgencyId(event.currentTarget.value)}
        />
        <DayField label={t('form.givenOn')} value={givenOn} onChange={setGivenOn} />
      </fieldset>
      <fieldset className={css.group}>
        <legend>{t('form.signers')}</legend>
        {signers.map((one, at) => (
          <div key={one.key} className={css.person}>
            <TextInput
              size="lg"
              label={t('form.signerName', { number: at + 1 })}
              maxLength={120}
              value={one.name}
              onChange={(event) => changeSigner(one.key, { name: event.currentTarget.value })}
            />
            <TextInput
              size="lg"
              label={t('form.signerPosition', { number: at + 1 })}
              maxLength={150}
              value={one.position}
              onChange={(event) => changeSigner(one.key, { position: event.currentTarget.value })}
            />
          </div>
        ))}
        {signers.length < 2 && (
          <Button
            variant="default"
            size="md"
            leftSection={<IconPlus aria-hidden size={20} />}
            onClick={() => setSigners([...signers, aSigner()])}
          >
            {t('form.secondSigner')}
          </Button>
        )}
      </fieldset>
      {send.isError && (
        <p className={css.problem} role="alert">
          {describeProblem(send.error, language)}
        </p>
      )}
      <div className={css.send}>
        <Button type="submit" size="lg" disabled={!isReady} loading={send.isPending}>
          {t('form.send', { count })}
        </Button>
        <span className={css.small}>{t('form.sendWhy')}</span>
      </div>
    </form>
  );
}
