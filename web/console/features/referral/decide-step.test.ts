import { expect, test } from 'vitest';
import {
  canChangeReferral,
  confirmationAnswersOf,
  REFERRAL_ACTION_NAMES,
  REFERRAL_ACTIONS,
  REFERRAL_STATUSES,
} from '#contract/referral';
import { decideStep } from './decide-step.ts';

type Known = Parameters<typeof decideStep>[0];

const actionsOf = (side: 'sender' | 'receiver', status: (typeof REFERRAL_STATUSES)[number]) =>
  REFERRAL_ACTION_NAMES.filter((name) => REFERRAL_ACTIONS[name].side === side && canChangeReferral(status, name));

test('the receiver answers, begins and says the outcome; the sender waits and can take it back', () => {
  const steps = (side: 'sender' | 'receiver') =>
    REFERRAL_STATUSES.map((status) => {
      const referral = { status, confirmation: 'none', consequence: null } as const;
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
    decide: ['confirm-decline', 'refuse-decline'],
    start: ['start'],
    complete: ['complete'],
    resume: ['resume'],
    offer: ['offer'],
  } as Partial<Record<ReturnType<typeof decideStep>['name'], readonly string[]>>;
  for (const status of REFERRAL_STATUSES)
    for (const side of ['sender', 'receiver'] as const) {
      const actions = actionsOf(side, status);
      const { name, others } = decideStep({
        referral: { status, confirmation: 'none', consequence: null },
        actions,
        sides: [side],
        mayConfirm: false,
      });
      expect([...(BY_STEP[name] ?? []), ...others], `${side} ${status}`).toEqual(expect.arrayContaining(actions));
    }
});

test('the person is asked by whoever may write down their answer, and everybody else waits for it', () => {
  const referral = { status: 'completed', confirmation: 'to-ask', consequence: null } as const;
  const known = { referral, actions: [], sides: ['sender' as const] };
  expect(decideStep({ ...known, mayConfirm: true }).name).toBe('ask');
  expect(decideStep({ ...known, mayConfirm: false }).name).toBe('wait-person');
});

test('after the outcome: what gave no help goes on with the sender, and "received" can be taken back', () => {
  const step = (referral: Pick<Known['referral'], 'confirmation' | 'consequence'>, side: 'sender' | 'receiver') =>
    decideStep({
      ...{ referral: { status: 'completed', ...referral }, actions: [], sides: [side] },
      mayConfirm: side === 'sender' && confirmationAnswersOf(referral.confirmation).length > 0,
    });
  const partly = { confirmation: 'partly', consequence: 'reassess' } as const;
  expect([step(partly, 'sender').name, step(partly, 'receiver').name]).toEqual(['go-on', 'done']);
  const received = { confirmation: 'received', consequence: null } as const;
  expect(step(received, 'sender')).toEqual({ name: 'done', others: ['say-otherwise'] });
  expect(step(received, 'receiver')).toEqual({ name: 'done', others: [] });
});
