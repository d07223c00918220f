import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Me } from '#contract/access';
import { allowedHelpActions, HELP_ACTIONS, type HelpAction } from '#contract/help';
import type { HelpDetail } from '#contract/help-api';
import { describeProblem } from '../../api/describe-problem.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { useText } from '../../ui/use-text.ts';
import { ACTION_FORMS, type FormedAction } from './action-forms.tsx';
import css from './help.module.css';
import { useHelpAction } from './help-data.ts';

/** What comes next, in the order of the work: the first that is allowed is the large button. */
const ORDER = [
  ...(['receive', 'find-facts', 'propose', 'ask-committee', 'approve', 'grant-appeal'] as const),
  ...(['begin-payment', 'record-payment', 'confirm', 'wait-for-budget', 'close'] as const),
  ...(['return', 'send-back', 'merge', 'open-case', 'leave-to-incident', 'withdraw', 'appeal'] as const),
] as const satisfies readonly HelpAction[];
type Shown = (typeof ORDER)[number];

/** Decided in the same form as their opposite. */
const TOGETHER: Partial<Record<Shown, string>> = {
  approve: 'decide',
  'send-back': 'decide',
  'grant-appeal': 'decide-appeal',
};

/** The buttons of the state table; what needs more than a tap unfolds below. */
export function RequestActions({ me, detail }: { me: Me; detail: HelpDetail }) {
  const { t, language } = useText(HELP_TEXT);
  const { request } = detail;
  const [open, setOpen] = useState<Shown>();
  const send = useHelpAction(() => setOpen(undefined));
  const allowed = new Set<HelpAction>(allowedHelpActions(request.status));
  const proposed = detail.proposals.find(({ decision }) => decision === null);
  const isAboveLimit = (proposed?.amount ?? 0) > detail.committeeAboveBaht;
  const may = (action: Shown) =>
    allowed.has(action) &&
    me.permissions.includes(HELP_ACTIONS[action].permission) &&
    action !== 'send-back' &&
    (action !== 'ask-committee' || isAboveLimit) &&
    // Only what the police have can be left to them.
    (action !== 'leave-to-incident' || detail.dangerReportId !== null);
  const shown = ORDER.filter(may);
  const isDeciding = allowed.has('approve') || allowed.has('grant-appeal');
  const [main, ...others] = shown;
  const run = (action: Shown, body: object) =>
    send.mutate({ path: `help-requests/${request.id}/${PATHS[action] ?? action}`, body, key: crypto.randomUUID() });
  const press = (action: Shown) =>
    action in ACTION_FORMS ? setOpen(open === action ? undefined : action) : run(action, {});
  const Form = open && ACTION_FORMS[open as FormedAction];
  return (
    <section className={css.next} aria-label={t('next.label')}>
      <p className={css.nextText}>{t(`next.${request.status}`)}</p>
      {isDeciding && !detail.mayDecide && <p className={css.late}>{t('ownPart')}</p>}
      <div className={css.buttons}>
        {main && (
          <ActionButton
            action={main}
            isMain
            isOpen={open === main}
            isBusy={send.isPending}
            onPress={() => press(main)}
            isBarred={isOwnPart(main, detail)}
          />
        )}
        {others.map((action) => (
          <ActionButton
            key={action}
            action={action}
            isOpen={open === action}
            isBusy={send.isPending}
            onPress={() => press(action)}
            isBarred={isOwnPart(action, detail)}
          />
        ))}
      </div>
      {Form && open && (
        <div className={css.form}>
          <h3>{t(`action.${open}`)}</h3>
          <Form key={open} detail={detail} isBusy={send.isPending} onSend={(body: object) => run(open, body)} />
        </div>
      )}
      {send.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
    </section>
  );
}

const PATHS: Partial<Record<Shown, string>> = {
  ...TOGETHER,
  'find-facts': 'visits',
  'record-payment': 'payments',
  confirm: 'receipt',
};

function isOwnPart(action: Shown, detail: HelpDetail): boolean {
  return TOGETHER[action] !== undefined && !detail.mayDecide;
}

type ButtonProps = {
  action: Shown;
  isMain?: boolean;
  isOpen: boolean;
  isBusy: boolean;
  isBarred: boolean;
  onPress: () => void;
};

function ActionButton({ action, isMain = false, isOpen, isBusy, isBarred, onPress }: ButtonProps): ReactNode {
  const { t } = useText(HELP_TEXT);
  return (
    <Button
      size={isMain ? 'lg' : 'md'}
      variant={isMain ? 'filled' : 'default'}
      aria-expanded={action in ACTION_FORMS ? isOpen : undefined}
      disabled={isBusy || isBarred}
      onClick={onPress}
    >
      {t(`action.${action}`)}
    </Button>
  );
}
