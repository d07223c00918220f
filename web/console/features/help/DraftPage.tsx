import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import { Button, Checkbox } from '@mantine/core';
import { IconArrowLeft, IconPhone, IconSend, IconShieldExclamation } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import type { HelpDraft } from '#contract/help-api';
import { HELP_SECTIONS, type HelpSection } from '#contract/help-form';
import { HELP_FORM_TEXTS, labelHelpField } from '#contract/help-form-texts';
import { describeProblem } from '../../api/describe-problem.ts';
import { isProblem, postJson } from '../../api/request.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { useText } from '../../ui/use-text.ts';
import { EarlierHelp } from './EarlierHelp.tsx';
import { HelpFields } from './HelpFields.tsx';
import { HelpPictures } from './HelpPictures.tsx';
import css from './help.module.css';
import { useHelpDraft } from './help-data.ts';
import { HELP_KEY } from './help-key.ts';
import { OneOf } from './OneOf.tsx';
import { type TypedDraft, useDraftOf } from './use-help-draft.ts';

/** A request for somebody: a neighbour, a caller at 1300, whoever walks in. Danger is asked before anything else. */
export function DraftPage({ me, id }: { me: Me; id: string | undefined }) {
  const { t, language } = useText(HELP_TEXT);
  const { data, error } = useHelpDraft(id);
  if (error) {
    return (
      <article className={css.page}>
        <Back />
        <p role="alert">{describeProblem(error, language)}</p>
      </article>
    );
  }
  if (id !== undefined && !data) return <p role="status">{t('loading')}</p>;
  return <Draft me={me} first={data} />;
}

function Back() {
  const { t } = useText(HELP_TEXT);
  return (
    <a className={css.back} href="#filed">
      <IconArrowLeft aria-hidden size={22} /> {t('backToList')}
    </a>
  );
}

function Draft({ me, first }: { me: Me; first: HelpDraft | undefined }) {
  const { t, language } = useText(HELP_TEXT);
  const typed = useDraftOf(first);
  const { draft, said } = typed;
  const isStaff = me.permissions.includes('help:view');
  const [step, setStep] = useState(0);
  const [isDanger, setDanger] = useState(false);
  const [channel, setChannel] = useState<'phone-1300' | 'walk-in'>('phone-1300');
  const [isWhole, setWhole] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step >= 0) heading.current?.focus();
  }, [step]);
  const corrections = draft?.corrections ?? [];
  const isAsked = draft?.danger !== undefined && draft.danger !== null;
  const texts = HELP_FORM_TEXTS[language];
  const section = STEPS[step] ?? 'person';
  const isLast = step === STEPS.length - 1;
  const { title, hint } =
    section === 'pictures' ? texts.pictures : { title: texts.sections[section], hint: texts.sectionHints[section] };
  const gaps = new Set((draft?.gaps ?? []).map(({ field }) => field));
  if (isDanger) return <Danger typed={typed} onBack={() => setDanger(false)} />;
  if (!isAsked && corrections.length === 0) {
    return (
      <article className={css.page}>
        <Back />
        <h2 className={css.title}>{t('danger.title')}</h2>
        <p className={css.small}>{t('danger.why')}</p>
        {isStaff && (
          <OneOf
            label={t('channelLabel')}
            options={(['phone-1300', 'walk-in'] as const).map((value) => ({ value, label: t(`channel.${value}`) }))}
            chosen={channel}
            onChange={(value) => setChannel(value === 'walk-in' ? 'walk-in' : 'phone-1300')}
          />
        )}
        <div className={css.stack}>
          <Button
            size="xl"
            className={css.danger}
            leftSection={<IconShieldExclamation aria-hidden size={24} />}
            onClick={() => setDanger(true)}
          >
            {t('danger.yes')}
          </Button>
          {(['no', 'unknown'] as const).map((answer) => (
            <Button
              key={answer}
              size="xl"
              variant="default"
              onClick={() => void typed.answerDanger(answer, isStaff ? { channel } : {}).catch(() => undefined)}
            >
              {t(`danger.${answer}`)}
            </Button>
          ))}
        </div>
        {said === 'not-saved' && (
          <p role="alert" className={css.problem}>
            {t('saved.not-saved')}
          </p>
        )}
      </article>
    );
  }
  const isCorrecting = corrections.length > 0 && !isWhole;
  return (
    <article className={css.page}>
      <header className={css.head}>
        <Back />
        <p role="status" className={css.small} data-said={said}>
          {[draft?.code, said !== 'nothing' && t(`saved.${said}`)].filter(Boolean).join(' · ')}
        </p>
      </header>
      {isCorrecting ? (
        <Corrections draft={draft} typed={typed} gaps={gaps} onWhole={() => setWhole(true)} />
      ) : (
        <>
          <div className={css.steps}>
            <progress max={STEPS.length} value={step + 1} aria-label={title} />
            <span>{t('step', { at: step + 1, of: STEPS.length })}</span>
          </div>
          <h2 ref={heading} tabIndex={-1} className={css.title}>
            {isLast ? t('send.title') : title}
          </h2>
          {hint !== '' && <p className={css.small}>{hint}</p>}
          <div className={css.fields}>
            {section === 'pictures' ? (
              draft && <HelpPictures requestId={draft.id} mayAdd isForm />
            ) : (
              <HelpFields section={section} form={typed.form} set={typed.set} gaps={isLast ? gaps : NO_GAPS} />
            )}
          </div>
          {draft && (section === 'wanted' || isLast || draft.openCode !== null) && (
            <EarlierHelp
              earlier={draft.earlier}
              outlook={draft.outlook}
              openCode={draft.openCode}
              chosen={typed.form.wanted?.benefit}
            />
          )}
          {isLast && <Missing draft={draft} onGo={(at) => setStep(at)} />}
          <nav className={css.stepNav}>
            {step > 0 && (
              <Button size="lg" variant="default" onClick={() => setStep(step - 1)}>
                {t('back')}
              </Button>
            )}
            {!isLast && (
              <Button size="lg" onClick={() => setStep(step + 1)}>
                {t('goNext')}
              </Button>
            )}
          </nav>
        </>
      )}
      {(isLast || isCorrecting) && draft && <Send draft={draft} typed={typed} />}
      <Button
        className={css.dangerBar}
        variant="default"
        leftSection={<IconShieldExclamation aria-hidden size={22} />}
        onClick={() => setDanger(true)}
      >
        {t('danger.bar')}
      </Button>
    </article>
  );
}

/** The sections of the form, and before the last one the pictures. */
const STEPS = [...HELP_SECTIONS.slice(0, -1), 'pictures', 'certification'] as const;
const NO_GAPS: ReadonlySet<string> = new Set();

function Danger({ typed, onBack }: { typed: TypedDraft; onBack: () => void }) {
  const { t, language } = useText(HELP_TEXT);
  const [isSilent, setSilent] = useState(false);
  const [state, setState] = useState<'asking' | 'sending' | 'sent'>('asking');
  const [error, setError] = useState<unknown>();
  const send = async () => {
    setState('sending');
    try {
      await typed.answerDanger('yes', { silent: isSilent });
      setState('sent');
    } catch (failure) {
      setError(failure);
      setState('asking');
    }
  };
  return (
    <article className={css.page}>
      <h2 className={css.title}>{t(state === 'sent' ? 'danger.sent' : 'danger.bar')}</h2>
      <p>{t(state === 'sent' ? 'danger.sentHow' : 'danger.where')}</p>
      <div className={css.stack}>
        {state !== 'sent' && (
          <>
            <Checkbox
              size="md"
              label={t('danger.silent')}
              checked={isSilent}
              onChange={({ currentTarget }) => setSilent(currentTarget.checked)}
            />
            <Button size="xl" className={css.danger} loading={state === 'sending'} onClick={() => void send()}>
              {t('danger.confirm')}
            </Button>
          </>
        )}
        {error !== undefined && (
          <p role="alert" className={css.problem}>
            {describeProblem(error, language)}
          </p>
        )}
        <Button
          component="a"
          href="tel:191"
          size="lg"
          variant="default"
          leftSection={<IconPhone aria-hidden size={22} />}
        >
          {t('danger.call')}
        </Button>
        <Button size="lg" variant="subtle" onClick={onBack}>
          {t('danger.goOn')}
        </Button>
      </div>
    </article>
  );
}

function Corrections({
  draft,
  typed,
  gaps,
  onWhole,
}: {
  draft: HelpDraft | undefined;
  typed: TypedDraft;
  gaps: ReadonlySet<string>;
  onWhole: () => void;
}) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  const corrections = draft?.corrections ?? [];
  return (
    <>
      <h2 className={css.title}>{t('correct.title', { count: corrections.length })}</h2>
      {corrections.map(({ field, reason }) => {
        const [name = '', key = ''] = field.split('.');
        const section = HELP_SECTIONS.find((one): one is HelpSection => one === name);
        return (
          <section key={field} className={css.card}>
            <div className={css.cardBody}>
              <p className={css.reason}>
                <b>{labelHelpField(texts, field)}</b> {reason}
              </p>
              {section && (
                <HelpFields
                  section={section}
                  only={new Set([key === 'lat' ? 'point' : key])}
                  form={typed.form}
                  set={typed.set}
                  gaps={gaps}
                />
              )}
            </div>
          </section>
        );
      })}
      {draft && (
        <section>
          <h3>{texts.pictures.title}</h3>
          <HelpPictures requestId={draft.id} mayAdd isForm />
        </section>
      )}
      <Button variant="subtle" onClick={onWhole}>
        {t('correct.all')}
      </Button>
    </>
  );
}

function Missing({ draft, onGo }: { draft: HelpDraft | undefined; onGo: (step: number) => void }) {
  const { t, language } = useText(HELP_TEXT);
  const gaps = draft?.gaps ?? [];
  if (gaps.length === 0) return <p className={css.good}>{t('send.ready')}</p>;
  return (
    <section>
      <p className={css.late}>{t('send.missing', { count: gaps.length })}</p>
      <div className={css.gaps}>
        {gaps.map(({ field, why }) => (
          <Button
            key={field}
            variant="subtle"
            onClick={() =>
              onGo(
                Math.max(
                  0,
                  STEPS.findIndex((one) => field.startsWith(`${one}.`)),
                ),
              )
            }
          >
            {labelHelpField(HELP_FORM_TEXTS[language], field)} {why === 'wrong' && `(${t('wrong')})`}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** Sends it; what was asked for before this year is said, and sent only if whoever files it is sure. */
function Send({ draft, typed }: { draft: HelpDraft; typed: TypedDraft }) {
  const { t, language } = useText(HELP_TEXT);
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const isEarlier = isProblem(error, 'help/earlier-request');
  const send = async (sure: boolean) => {
    setSending(true);
    try {
      if (!(await typed.finish())) return;
      await postJson(`/api/v1/help-drafts/${draft.id}/submit`, { sure }, crypto.randomUUID());
      await client.invalidateQueries({ queryKey: HELP_KEY });
      location.hash = '#filed';
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  return (
    <div className={css.stack}>
      {error !== undefined && (
        <p role="alert" className={css.problem}>
          {describeProblem(error, language)}
        </p>
      )}
      <Button
        size="xl"
        leftSection={<IconSend aria-hidden size={24} />}
        loading={isSending}
        onClick={() => void send(isEarlier)}
      >
        {t(isEarlier ? 'send.sureYes' : draft.corrections.length > 0 ? 'correct.send' : 'send.send')}
      </Button>
    </div>
  );
}
