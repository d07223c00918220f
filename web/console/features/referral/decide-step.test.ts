import { expect, test } from 'vitest';
import { canChangeReferral, REFERRAL_ACTION_NAMES, REFERRAL_ACTIONS, REFERRAL_STATUSES } from '#contract/referral';
import { decideStep } from './decide-step.ts';

const actionsOf = (side: 'sender' | 'receiver', status: (typeof REFERRAL_STATUSES)[number]) =>
  REFERRAL_ACTION_NAMES.filter((name) => REFERRAL_ACTIONS[name].side === side && canChangeReferral(status, name));

test('the receiver answers, begins and says the outcome; the sender waits and can take it back', () => {
  const steps = (side: 'sender' | 'receiver') =>
    REFERRAL_STATUSES.map((status) => {
      const referral = { status, confirmation: 'none' } as const;
      return decideStep({ referral, actions: actionsOf(side, status), sides: [side], mayConfirm: false }).name;
    });
  const REST = {
    receiver: ['done', 'ended', 'ended', 'ended', 'ended'],
    sender: ['done', 'go-on', 'go-on', 'go-on', 'go-on'],
  };
  expect(steps('receiver')).toEqual(['read-only', 'answer', 'decide', 'start', 'complete', 'resume', ...REST.receiver]);
  expect(steps('sender')).toEqual([
    ...['offer', 'wait-answer', 'wait-decision', 'wait-help', 'wait-help', 'wait-help'],
    ...REST.sender,
  ]);
});

test('whatever the server allows can be found on the page', () => {
  const BY_STEP = {
    answer: ['accept', 'decline', 'propose-decline'],
    decide: ['confirm-decline'],
    start: ['start'],
    complete: ['complete'],
    resume: ['resume'],
    offer: ['offer'],
  } as Partial<Record<ReturnType<typeof decideStep>['name'], readonly string[]>>;
  for (const status of REFERRAL_STATUSES)
    for (const side of ['sender', 'receiver'] as const) {
      const actions = actionsOf(side, status);
      const { name, others } = decideStep({
        referral: { status, confirmation: 'none' },
        actions,
        sides: [side],
        mayConfirm: false,
      });
      expect([...(BY_STEP[name] ?? []), ...others], `${side} ${status}`).toEqual(expect.arrayContaining(actions));
    }
});

test('the person is asked by whoever may write down their answer, and everybody else waits for it', () => {
  const referral = { status: 'completed', confirmation: 'to-ask' } as const;
  const known = { referral, actions: [], sides: ['sender' as const] };
  expect(decideStep({ ...known, mayConfirm: true }).name).toBe('ask');
  expect(decideStep({ ...known, mayConfirm: false }).name).toBe('wait-person');
});
