import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { ASKED_BY, PAYMENT_METHODS, RECEIPT_ANSWERS, REFUSAL_REASONS, WITHDRAW_REASONS } from '#contract/help';
import type { HelpDetail } from '#contract/help-api';
import { HELP_SECTIONS } from '#contract/help-form';
import { HELP_FIELDS, type HelpField } from '#contract/help-form-fields';
import { HELP_FORM_TEXTS, labelHelpField } from '#contract/help-form-texts';
import { ELIGIBILITY_RULES } from '#contract/help-rules';
import { thaiDayOf } from '#contract/thai-day';
import { HELP_TEXT } from '../../text/help.ts';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';
import { useHelpList, useHelpRules } from './help-data.ts';
import { OneOf } from './OneOf.tsx';

export type FormProps = { detail: HelpDetail; isBusy: boolean; onSend: (body: object) => void };

const today = (): string => thaiDayOf(new Date());

function Note({
  label,
  value,
  onChange,
  isNeeded = false,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  isNeeded?: boolean;
}) {
  return (
    <Textarea
      size="md"
      label={label}
      required={isNeeded}
      value={value}
      autosize
      minRows={2}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function SendButton({
  isBusy,
  isReady = true,
  onClick,
  label,
}: {
  isBusy: boolean;
  isReady?: boolean;
  onClick: () => void;
  label?: string;
}) {
  const { t } = useText(HELP_TEXT);
  return (
    <Button size="lg" loading={isBusy} disabled={!isReady} onClick={onClick}>
      {label ?? t('save')}
    </Button>
  );
}

/** Fields as one reads them on the form, to be named one by one. */
const FIELDS = HELP_SECTIONS.flatMap((section) =>
  (HELP_FIELDS[section] as readonly HelpField[]).map(({ key }) => ({ section, path: `${section}.${key}` })),
).filter(({ path }) => path !== 'certification.agreed' && path !== 'person.filledBy');

/** A visit or a call: what it confirms and what differs, field by field. */
function VisitForm({ isBusy, onSend }: FormProps) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  const [how, setHow] = useState<string>('home');
  const [withWhom, setWithWhom] = useState('');
  const [found, setFound] = useState<Record<string, 'confirms' | 'differs'>>({});
  const [dog, setDog] = useState(false);
  const [note, setNote] = useState('');
  const those = (what: 'confirms' | 'differs') => Object.keys(found).filter((path) => found[path] === what);
  const mark = (path: string, what: 'confirms' | 'differs') =>
    setFound(({ [path]: was, ...rest }) => (was === what ? rest : { ...rest, [path]: what }));
  const send = () =>
    onSend({
      ...{ how, happenedAt: new Date().toISOString(), confirms: those('confirms'), differs: those('differs'), dog },
      ...(withWhom.trim() && { withWhom }),
      ...(note.trim() && { note }),
    });
  return (
    <>
      <OneOf
        label={t('visit.how')}
        options={(['home', 'phone', 'office'] as const).map((value) => ({ value, label: t(`how.${value}`) }))}
        chosen={how}
        onChange={setHow}
      />
      <TextInput
        size="md"
        label={t('visit.withWhom')}
        value={withWhom}
        onChange={({ currentTarget }) => setWithWhom(currentTarget.value)}
      />
      <fieldset className={css.plain}>
        <legend>{t('visit.found')}</legend>
        <ul className={css.found}>
          {FIELDS.map(({ path }) => (
            <li key={path}>
              <span>{labelHelpField(texts, path)}</span>
              <button
                type="button"
                aria-pressed={found[path] === 'confirms'}
                data-tone="green"
                onClick={() => mark(path, 'confirms')}
              >
                ✓ {t('visit.confirms')}
              </button>
              <button
                type="button"
                aria-pressed={found[path] === 'differs'}
                data-tone="red"
                onClick={() => mark(path, 'differs')}
              >
                ✗ {t('visit.differs')}
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      <Checkbox
        size="md"
        label={t('visit.dog')}
        checked={dog}
        onChange={({ currentTarget }) => setDog(currentTarget.checked)}
      />
      <Note label={t('note')} value={note} onChange={setNote} />
      <SendButton isBusy={isBusy} onClick={send} />
    </>
  );
}

/** To grant or to refuse; another person decides. */
function ProposalForm({ detail, isBusy, onSend }: FormProps) {
  const { t, language } = useText(HELP_TEXT);
  const rules = useHelpRules();
  const [kind, setKind] = useState('grant');
  const [benefit, setBenefit] = useState(detail.request.benefit ?? '');
  const [amount, setAmount] = useState(String(detail.form.wanted?.amount ?? ''));
  const [reason, setReason] = useState('');
  const [rule, setRule] = useState('');
  const [note, setNote] = useState('');
  const benefits = (rules.data?.benefits ?? []).filter(({ isActive }) => isActive);
  const ceiling = benefits.find(({ code }) => code === benefit)?.ceilingBaht;
  const asked = Number(amount.replaceAll(',', ''));
  const isOver = ceiling !== undefined && asked > ceiling;
  const isReady =
    kind === 'grant'
      ? benefit !== '' && Number.isInteger(asked) && asked > 0 && !isOver
      : reason !== '' && note.trim() !== '';
  const send = () =>
    onSend(
      kind === 'grant'
        ? { kind, benefit, amount: asked, ...(note.trim() && { note }) }
        : { kind, reason, note, ...(benefit && { benefit }), ...(reason === 'not-eligible' && rule && { rule }) },
    );
  return (
    <>
      <OneOf
        label={t('propose.kind')}
        options={(['grant', 'refuse'] as const).map((value) => ({ value, label: t(`proposal.${value}`) }))}
        chosen={kind}
        onChange={setKind}
      />
      <NativeSelect
        size="md"
        label={t('propose.benefit')}
        value={benefit}
        data={[
          { value: '', label: '—' },
          ...benefits.map(({ code, th, en }) => ({ value: code, label: language === 'en' ? en : th })),
        ]}
        onChange={({ currentTarget }) => setBenefit(currentTarget.value)}
      />
      {kind === 'grant' ? (
        <>
          <TextInput
            size="md"
            className={css.short}
            label={t('propose.amount')}
            inputMode="numeric"
            value={amount}
            onChange={({ currentTarget }) => setAmount(currentTarget.value)}
          />
          {ceiling !== undefined && (
            <p className={isOver ? css.problem : css.small}>
              {t('outlook.ceiling', { baht: ceiling.toLocaleString('en') })}
            </p>
          )}
          {asked > detail.committeeAboveBaht && (
            <p className={css.late}>
              {t('propose.committee', { baht: detail.committeeAboveBaht.toLocaleString('en') })}
            </p>
          )}
        </>
      ) : (
        <>
          <OneOf
            label={t('propose.reason')}
            options={REFUSAL_REASONS.map((value) => ({ value, label: t(`refusal.${value}`) }))}
            chosen={reason}
            onChange={setReason}
          />
          {reason === 'not-eligible' && (
            <OneOf
              label={t('propose.rule')}
              options={ELIGIBILITY_RULES.map((value) => ({ value, label: t(`rule.${value}`) }))}
              chosen={rule}
              onChange={setRule}
            />
          )}
        </>
      )}
      <Note
        label={t(kind === 'grant' ? 'note' : 'propose.why')}
        value={note}
        onChange={setNote}
        isNeeded={kind === 'refuse'}
      />
      <SendButton isBusy={isBusy} isReady={isReady} onClick={send} label={t('propose.send')} />
    </>
  );
}

/** Approves what a colleague proposed, or sends it back with a reason. */
function DecideForm({ detail, isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const isCommittee = detail.request.status === 'committee';
  const [note, setNote] = useState('');
  const [heldOn, setHeldOn] = useState(today());
  const [members, setMembers] = useState('3');
  const approve = () =>
    onSend({
      decision: 'approved',
      ...(note.trim() && { note }),
      ...(isCommittee && { committee: { heldOn, members: Number(members) } }),
    });
  return (
    <>
      {isCommittee && (
        <>
          <TextInput
            size="md"
            type="date"
            className={css.short}
            label={t('committee.heldOn')}
            value={heldOn}
            onChange={({ currentTarget }) => setHeldOn(currentTarget.value)}
          />
          <TextInput
            size="md"
            className={css.short}
            inputMode="numeric"
            label={t('committee.members')}
            value={members}
            onChange={({ currentTarget }) => setMembers(currentTarget.value)}
          />
        </>
      )}
      <Note label={t('note')} value={note} onChange={setNote} />
      <div className={css.buttons}>
        <SendButton isBusy={isBusy} onClick={approve} label={t('decide.approve')} />
        <Button
          size="lg"
          variant="default"
          disabled={isBusy || note.trim() === ''}
          onClick={() => onSend({ decision: 'sent-back', note })}
        >
          {t('decide.sendBack')}
        </Button>
      </div>
      <p className={css.small}>{t('decide.hint')}</p>
    </>
  );
}

function AppealForm({ isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const [note, setNote] = useState('');
  const isReady = note.trim() !== '';
  return (
    <>
      <Note label={t('decide.why')} value={note} onChange={setNote} isNeeded />
      <div className={css.buttons}>
        <SendButton
          isBusy={isBusy}
          isReady={isReady}
          onClick={() => onSend({ decision: 'granted', note })}
          label={t('appealed.granted')}
        />
        <Button
          size="lg"
          variant="default"
          disabled={isBusy || !isReady}
          onClick={() => onSend({ decision: 'upheld', note })}
        >
          {t('appealed.upheld')}
        </Button>
      </div>
    </>
  );
}

function FileAppealForm({ isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const [text, setText] = useState('');
  return (
    <>
      <Note label={t('appeal.text')} value={text} onChange={setText} isNeeded />
      <SendButton isBusy={isBusy} isReady={text.trim() !== ''} onClick={() => onSend({ text })} />
    </>
  );
}

/** Sends single fields back, each with its reason; the person answers only those. */
function ReturnForm({ isBusy, onSend }: FormProps) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const chosen = Object.keys(reasons);
  const isReady = chosen.length > 0 && chosen.every((path) => reasons[path]?.trim());
  const toggle = (path: string) =>
    setReasons(({ [path]: was, ...rest }) => (was === undefined ? { ...rest, [path]: '' } : rest));
  return (
    <>
      <p className={css.small}>{t('return.hint')}</p>
      {HELP_SECTIONS.filter((section) => section !== 'certification').map((section) => (
        <OneOf
          key={section}
          label={texts.sections[section]}
          options={FIELDS.filter((field) => field.section === section).map(({ path }) => ({
            value: path,
            label: labelHelpField(texts, path),
          }))}
          chosen={chosen}
          onChange={toggle}
        />
      ))}
      {chosen.map((path) => (
        <TextInput
          key={path}
          size="md"
          required
          label={t('return.reason', { field: labelHelpField(texts, path) })}
          value={reasons[path] ?? ''}
          onChange={({ currentTarget: { value } }) => setReasons({ ...reasons, [path]: value })}
        />
      ))}
      <SendButton
        isBusy={isBusy}
        isReady={isReady}
        label={t('return.send', { count: chosen.length })}
        onClick={() => onSend({ fields: chosen.map((field) => ({ field, reason: reasons[field] ?? '' })) })}
      />
    </>
  );
}

/** What was paid or handed over elsewhere; nothing is paid here. */
function PaymentForm({ detail, isBusy, onSend }: FormProps) {
  const { t, language } = useText(HELP_TEXT);
  const granted = detail.proposals.find(({ decision, kind }) => decision === 'approved' && kind === 'grant');
  const { account } = detail.form;
  const texts = HELP_FORM_TEXTS[language];
  const [method, setMethod] = useState<string>(account?.bank === 'promptpay' ? 'promptpay' : 'transfer');
  const [amount, setAmount] = useState(String(granted?.amount ?? ''));
  const [paidOn, setPaidOn] = useState(today());
  const [reference, setReference] = useState('');
  const paid = Number(amount.replaceAll(',', ''));
  return (
    <>
      {account?.number && (
        <p>
          {account.bank && texts.codes.bank[account.bank]} {account.number} {account.holder}
        </p>
      )}
      <OneOf
        label={t('pay.method')}
        options={PAYMENT_METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
        chosen={method}
        onChange={setMethod}
      />
      <TextInput
        size="md"
        className={css.short}
        label={t('propose.amount')}
        inputMode="numeric"
        value={amount}
        onChange={({ currentTarget }) => setAmount(currentTarget.value)}
      />
      <TextInput
        size="md"
        type="date"
        className={css.short}
        label={t('pay.on')}
        value={paidOn}
        onChange={({ currentTarget }) => setPaidOn(currentTarget.value)}
      />
      <TextInput
        size="md"
        label={t('pay.reference')}
        value={reference}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
      />
      <p className={css.small}>{t('pay.hint')}</p>
      <SendButton
        isBusy={isBusy}
        isReady={Number.isInteger(paid) && paid >= 0 && amount !== '' && paidOn !== ''}
        onClick={() => onSend({ method, amount: paid, paidOn, ...(reference.trim() && { reference }) })}
      />
    </>
  );
}

/** What the person says, asked by telephone or at home. */
function ReceiptForm({ isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const [answer, setAnswer] = useState('');
  const [askedBy, setAskedBy] = useState('phone');
  const ways = ASKED_BY.filter((one) => one !== 'line');
  return (
    <>
      <OneOf
        label={t('receipt.askedBy')}
        options={ways.map((value) => ({ value, label: t(`asked.${value}`) }))}
        chosen={askedBy}
        onChange={setAskedBy}
      />
      <OneOf
        label={t('receipt.answer')}
        options={RECEIPT_ANSWERS.map((value) => ({ value, label: t(`receipt.${value}`) }))}
        chosen={answer}
        onChange={setAnswer}
      />
      <SendButton isBusy={isBusy} isReady={answer !== ''} onClick={() => onSend({ answer, askedBy })} />
    </>
  );
}

function WithdrawForm({ isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const [reason, setReason] = useState('');
  return (
    <>
      <OneOf
        label={t('withdraw.why')}
        options={WITHDRAW_REASONS.map((value) => ({ value, label: t(`withdrawn.${value}`) }))}
        chosen={reason}
        onChange={setReason}
      />
      <SendButton isBusy={isBusy} isReady={reason !== ''} onClick={() => onSend({ reason })} />
    </>
  );
}

/** Into another open one of the same person. */
function MergeForm({ detail, isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const list = useHelpList('open');
  const others = (list.data?.requests ?? []).filter(({ id }) => id !== detail.request.id);
  const [into, setInto] = useState('');
  return (
    <>
      <p className={css.small}>{t('merge.hint')}</p>
      <NativeSelect
        size="md"
        label={t('merge.into')}
        value={into}
        data={[
          { value: '', label: '—' },
          ...others.map(({ id, code, personName }) => ({ value: id, label: `${code} ${personName ?? ''}` })),
        ]}
        onChange={({ currentTarget }) => setInto(currentTarget.value)}
      />
      <SendButton isBusy={isBusy} isReady={into !== ''} onClick={() => onSend({ intoRequestId: into })} />
    </>
  );
}

function CaseForm({ isBusy, onSend }: FormProps) {
  const { t } = useText(HELP_TEXT);
  const [age, setAge] = useState('');
  const [risk, setRisk] = useState('');
  return (
    <>
      <OneOf
        label={t('case.age')}
        options={(['adult', 'minor'] as const).map((value) => ({ value, label: t(`case.${value}`) }))}
        chosen={age}
        onChange={setAge}
      />
      <OneOf
        label={t('case.risk')}
        options={(['high', 'medium', 'low'] as const).map((value) => ({ value, label: t(`risk.${value}`) }))}
        chosen={risk}
        onChange={setRisk}
      />
      <SendButton
        isBusy={isBusy}
        isReady={age !== '' && risk !== ''}
        onClick={() => onSend({ isMinor: age === 'minor', risk })}
      />
    </>
  );
}

export type FormedAction =
  | 'find-facts'
  | 'propose'
  | 'approve'
  | 'grant-appeal'
  | 'appeal'
  | 'return'
  | 'record-payment'
  | 'confirm'
  | 'withdraw'
  | 'merge'
  | 'open-case';
/** Actions that ask for more than a tap. */
export const ACTION_FORMS: Record<FormedAction, ComponentType<FormProps>> = {
  'find-facts': VisitForm,
  propose: ProposalForm,
  approve: DecideForm,
  'grant-appeal': AppealForm,
  appeal: FileAppealForm,
  return: ReturnForm,
  'record-payment': PaymentForm,
  confirm: ReceiptForm,
  withdraw: WithdrawForm,
  merge: MergeForm,
  'open-case': CaseForm,
};
