import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconAddressBook, IconPhoneOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { schoolPacketSchema } from '#contract/eef';
import { REFERRAL_DECLINES, REFERRAL_FAILURES, type ReferralAction } from '#contract/referral';
import type { ReferralDetail } from '#contract/referral-api';
import { outcomesOf } from '#contract/referral-rules';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { DayField } from '../../ui/DayField.tsx';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import { describePacket, describePerson } from './describe-packet.ts';
import css from './eef.module.css';
import { useReferral, useReferralStep } from './eef-data.ts';

/** What this page does; on hold, updates and others are on the referral's own page. */
const STEPS = [
  'accept',
  'start',
  'complete',
  'decline',
  'propose-decline',
  'not-complete',
] as const satisfies ReferralAction[];
type Step = (typeof STEPS)[number];

/** One child: before acceptance what may be known, after it the packet; and the next steps. */
export function ChildPanel({ referralId, onDone }: { referralId: string; onDone(): void }) {
  const { t } = useText(EEF_TEXT);
  const detail = useReferral(referralId);
  const [step, setStep] = useState<Step | null>(null);
  const send = useReferralStep(referralId, () => setStep(null));
  const actions = STEPS.filter((one) => detail.data?.actions.includes(one));
  const press = (one: Step): void => {
    if (one === 'accept' || one === 'start') send.mutate({ step: one });
    else setStep(one);
  };
  return (
    <div className={css.panel}>
      <PageList list={detail} isEmpty={false} empty="">
        {detail.data && <Facts detail={detail.data} />}
        {step === null && actions.length > 0 && (
          <div className={css.buttons}>
            {actions.map((one, at) => (
              <Button
                key={one}
                size="md"
                variant={at === 0 ? 'filled' : 'default'}
                loading={send.isPending && send.variables.step === one}
                // A form that is opened meanwhile would be closed by the answer.
                disabled={send.isPending}
                onClick={() => press(one)}
              >
                {t(`step.${one}`)}
              </Button>
            ))}
          </div>
        )}
        {step === 'complete' && <OutcomeForm send={send} onCancel={() => setStep(null)} />}
        {(step === 'decline' || step === 'propose-decline' || step === 'not-complete') && (
          <ReasonForm step={step} send={send} onCancel={() => setStep(null)} />
        )}
        {step === null && send.isError && (
          <InlineForm
            submitLabel={t('close')}
            isSending={false}
            error={send.error}
            onSubmit={() => {
              send.reset();
              onDone();
            }}
          />
        )}
      </PageList>
    </div>
  );
}

function Facts({ detail: { packet, referral } }: { detail: ReferralDetail }) {
  const { t, language } = useText(EEF_TEXT);
  const say = (key: string, values?: Record<string, unknown>) => t(key as 'silent', values ?? {});
  const papers = referral.papers.map((paper) => say(`paper.${paper}`)).join(' · ') || t('noPapers');
  if (!packet) {
    return (
      <>
        <p>{t('hiddenUntilAccepted')}</p>
        <dl className={css.facts}>
          <Fact label={t('papers')}>{papers}</Fact>
        </dl>
      </>
    );
  }
  const school = schoolPacketSchema.safeParse(packet.extra).data ?? {};
  return (
    <>
      {(packet.silent || packet.safeContact) && (
        <p className={css.contact}>
          {packet.silent ? <IconPhoneOff aria-hidden size={22} /> : <IconAddressBook aria-hidden size={22} />}
          <span>
            {packet.silent && <strong>{t('silentLong')} </strong>}
            {describePerson({ safeContact: packet.safeContact }, say, language).map(({ value }) => value)}
          </span>
        </p>
      )}
      <dl className={css.facts}>
        {describePerson(packet.person, say, language).map(({ key, value }) => (
          <Fact key={key} label={say(`person.${key}`)}>
            {value}
          </Fact>
        ))}
        {describePacket(school, say).map(({ key, value }) => (
          <Fact key={key} label={say(`packet.${key}`)}>
            {value}
          </Fact>
        ))}
        <Fact label={t('papers')}>{papers}</Fact>
        {packet.why && <Fact label={t('why')}>{packet.why}</Fact>}
      </dl>
    </>
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

type FormProps = { send: ReturnType<typeof useReferralStep>; onCancel(): void };

/** Ways back to learning first, then what can become of anybody. */
const OUTCOMES = outcomesOf('school-return');

function OutcomeForm({ send, onCancel }: FormProps) {
  const { t } = useText(EEF_TEXT);
  const [outcome, setOutcome] = useState('');
  const [on, setOn] = useState<ThaiDay | undefined>(() => thaiDayOf(new Date(serverNow())));
  const [placeCode, setPlaceCode] = useState('');
  const [note, setNote] = useState('');
  return (
    <InlineForm
      submitLabel={t('saveOutcome')}
      isReady={outcome !== '' && on !== undefined}
      isSending={send.isPending}
      error={send.error}
      onCancel={onCancel}
      onSubmit={() => send.mutate({ step: 'complete', body: { outcome, on, placeCode, note } })}
    >
      <NativeSelect
        size="lg"
        label={t('outcomeLabel')}
        value={outcome}
        data={[
          { value: '', label: t('choosePlease') },
          ...OUTCOMES.map((value) => ({ value: String(value), label: t(`outcome.${value}`) })),
        ]}
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
      <DayField past label={t('outcomeOn')} value={on} onChange={setOn} />
      <TextInput
        size="lg"
        label={t('placeCode')}
        maxLength={40}
        value={placeCode}
        onChange={(event) => setPlaceCode(event.currentTarget.value)}
      />
      <Textarea
        label={t('note')}
        maxLength={500}
        autosize
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

function ReasonForm({ step, send, onCancel }: FormProps & { step: 'decline' | 'propose-decline' | 'not-complete' }) {
  const { t } = useText(EEF_TEXT);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const reasons = Object.keys(step === 'not-complete' ? REFERRAL_FAILURES : REFERRAL_DECLINES);
  const say = (key: string) => t(key as 'silent');
  return (
    <InlineForm
      why={t('reasonWhy')}
      submitLabel={t(`step.${step}`)}
      isReady={reason !== ''}
      isSending={send.isPending}
      error={send.error}
      onCancel={onCancel}
      onSubmit={() => send.mutate({ step: step === 'not-complete' ? step : 'decline', body: { reason, note } })}
    >
      <NativeSelect
        size="lg"
        label={t('reason')}
        value={reason}
        data={[
          { value: '', label: t('choosePlease') },
          ...reasons.map((value) => ({ value, label: say(`reasons.${value}`) })),
        ]}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Textarea
        label={t('note')}
        maxLength={500}
        autosize
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </InlineForm>
  );
}
