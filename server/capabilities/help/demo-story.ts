import type { CheckLevel, HelpAction, HelpTimelineKind } from '#contract/help';
import { readHelpForm } from '#contract/help-form';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { DAY_MS, thaiDayOf } from '#contract/thai-day';
import { checkLevelsFor, newCheck } from './check-plan.ts';
import { knownFrom } from './draft.ts';
import type { HelpPerson, NewHelpEntry } from './entry.ts';
import { afterPause, daysFor, helpClockOf } from './help-clock.ts';
import { HELP_RULES } from './help-rules.ts';
import { beginRequest, endRequest, type HelpRequest, moveRequest } from './request.ts';
import type { HelpCheck } from './store/check-rows.ts';
import type { Appeal, Payment, Proposal, Visit } from './store/decision-rows.ts';
import type { DemoRequest, DemoStep } from './store/demo-requests.ts';
import type { Correction } from './store/form-rows.ts';

/** Ids of an invented request and of what belongs to it, the same at every start. */
const idOf = (number: number, part: number): string =>
  `0199e660-00${String(number).padStart(2, '0')}-7000-8000-${String(part).padStart(12, '0')}`;
export const demoRequestId = (number: number): string => idOf(number, 1);
/** As `seed-demo-cases.ts` of care makes them. */
const caseIdOf = (number: number): string => `0199e650-00${String(number).padStart(2, '0')}-7000-8000-000000000001`;
const [CHECKS, VISITS, PROPOSALS, PAYMENTS, APPEALS, CORRECTIONS] = [10, 20, 30, 40, 50, 60];

/** Everything that is stored of an invented request. */
export type Story = {
  request: HelpRequest;
  buddhistYear: number;
  checks: HelpCheck[];
  visits: Visit[];
  proposals: Proposal[];
  payments: Payment[];
  appeals: Appeal[];
  corrections: Correction[];
  entries: NewHelpEntry[];
};
type Told = Omit<DemoStep, 'by'> & { at: Date; by: HelpPerson; number: number };
export type Cast = {
  now: Date;
  agencyId: string;
  place: AdministrativePlace;
  person(address: string): HelpPerson;
};

/** Who does it, where the story does not say. */
const USUAL: Partial<Record<DemoStep['do'], string>> = {
  'send-back': 'care-supervisor',
  approve: 'care-supervisor',
  refuse: 'care-supervisor',
  'grant-appeal': 'social-office',
  uphold: 'social-office',
};
const OF_FILER: readonly DemoStep['do'][] = ['submit', 'correct', 'withdraw', 'appeal'];
export const LEADERS: Readonly<Record<CheckLevel, string>> = { tambon: 'volunteer-leader', amphoe: 'amphoe-leader' };

/** Tells an invented request from its first letter to today, each step through the state table that real ones go through. */
export function tellStory(demo: DemoRequest, cast: Cast): Story {
  const at = (daysAgo: number) => new Date(cast.now.getTime() - daysAgo * DAY_MS);
  const { number, channel, steps } = demo;
  const filer = cast.person(demo.by);
  const begun = { id: demoRequestId(number), channel, agencyId: cast.agencyId, filedByPersonId: filer.id };
  const { buddhistYear, ...first } = beginRequest({ ...begun, place: cast.place, danger: 'no' }, at(demo.begunDaysAgo));
  const known = knownFrom(readHelpForm(demo.form).form);
  const story: Story = {
    ...{ request: { ...first, ...known, code: '' }, buddhistYear, checks: [], visits: [], proposals: [] },
    ...{ payments: [], appeals: [], corrections: [], entries: [] },
  };
  say(story, { at: at(demo.begunDaysAgo), by: filer }, 'begun', { channel });
  for (const step of steps) {
    const usual = OF_FILER.includes(step.do) ? demo.by : (USUAL[step.do] ?? 'caseworker');
    const told = { ...step, number, at: at(step.daysAgo), by: cast.person(step.by ?? usual) };
    if (step.do === 'check') decideCheck(story, told, cast);
    else if (step.do === 'ask-if-received') askIfReceived(story, told);
    else TOLD[step.do](story, told, demo, cast);
  }
  if (helpClockOf(story.request, cast.now)?.colour === 'red' && story.request.endedAt === null) {
    // What is late in an invented request was said already: the first start calls nobody.
    story.request = { ...story.request, lateSaidAt: cast.now };
    say(story, { at: cast.now, by: null }, 'clock-passed');
  }
  return story;
}

function say(
  story: Story,
  { at, by }: { at: Date; by: HelpPerson | null },
  kind: HelpTimelineKind,
  details: NewHelpEntry['details'] = {},
): void {
  story.entries.push({ requestId: story.request.id, at, kind, by, details });
}

type Tell = (story: Story, told: Told, demo: DemoRequest, cast: Cast) => void;
/** A step that nothing else comes with. */
const only =
  (action: HelpAction, kind: HelpTimelineKind): Tell =>
  (story, told) => {
    story.request = moveRequest(story.request, action, told.at);
    say(story, told, kind);
  };
const end =
  (action: HelpAction, kind: HelpTimelineKind, usual: string): Tell =>
  (story, told) => {
    story.request = endRequest(story.request, action, told.reason ?? usual, told.at);
    say(story, told, kind, { reason: told.reason ?? null });
  };

const TOLD: Record<HelpAction, Tell> = {
  submit(story, told, { channel }, cast) {
    story.request = { ...moveRequest(story.request, 'submit', told.at), submittedAt: told.at };
    say(story, told, 'submitted', { channel, benefit: story.request.benefit });
    askNextCheck(story, told.at, cast);
  },
  'finish-checks'(story, { at }) {
    story.request = moveRequest(story.request, 'finish-checks', at);
    sayChecked(story, at);
  },
  receive(story, told, { isKnownClient }) {
    const clockDays = daysFor(isKnownClient);
    const received = { isKnownClient, receivedAt: told.at, clockFrom: told.at, clockDays, workerId: told.by.id };
    story.request = { ...moveRequest(story.request, 'receive', told.at), ...received };
    say(story, told, 'received', { days: clockDays, known: isKnownClient });
  },
  'find-facts'(story, told) {
    story.request = moveRequest(story.request, 'find-facts', told.at);
    story.visits.push({
      ...{ id: idOf(told.number, VISITS + story.visits.length), requestId: story.request.id, how: 'home' },
      ...{
        happenedAt: told.at,
        withWhom: null,
        confirms: ['place.address', 'income.perYear'],
        differs: [],
        dog: false,
      },
      ...{ note: told.note ?? null, byPersonId: told.by.id, recordedAt: told.at },
    });
    say(story, told, 'visited', { how: 'home', differs: 0 });
  },
  propose(story, told) {
    const { kind = 'grant', benefit = story.request.benefit, amount = null, rule = null, note = null } = told;
    const reason = kind === 'refuse' ? 'not-eligible' : null;
    story.request = moveRequest(story.request, 'propose', told.at);
    story.proposals.push({
      ...{ id: idOf(told.number, PROPOSALS + story.proposals.length), requestId: story.request.id, kind, benefit },
      ...{ amount, reason, rule, note, counted: kind === 'grant' ? 1 : null, byPersonId: told.by.id, at: told.at },
      ...{ committee: null, decision: null, decisionNote: null, decidedByPersonId: null, decidedAt: null },
    });
    say(story, told, kind === 'grant' ? 'proposed' : 'proposed-refusal', { benefit, amount, reason, rule });
  },
  'ask-committee'(story, told) {
    story.request = moveRequest(story.request, 'ask-committee', told.at);
    say(story, told, 'committee-asked', { amount: lastOf(story.proposals).amount });
  },
  'send-back'(story, told) {
    story.request = moveRequest(story.request, 'send-back', told.at);
    say(story, told, 'sent-back', detailsOf(decideProposal(story, told, 'sent-back')));
  },
  approve(story, told) {
    const decided = decideProposal(story, told, 'approved');
    const granted = { grantedAt: told.at, grantedBenefit: decided.benefit, grantedAmount: decided.amount };
    story.request = { ...moveRequest(story.request, 'approve', told.at), ...granted };
    say(story, told, 'approved', detailsOf(decided));
  },
  refuse(story, told) {
    const decided = decideProposal(story, told, 'approved');
    story.request = endRequest(story.request, 'refuse', decided.reason, told.at);
    say(story, told, 'refused', detailsOf(decided));
  },
  'wait-for-budget': only('wait-for-budget', 'waiting-for-budget'),
  'begin-payment': only('begin-payment', 'payment-begun'),
  'record-payment'(story, told) {
    const amount = story.request.grantedAmount ?? 0;
    const [paidOn, method] = [thaiDayOf(told.at), told.method ?? 'promptpay'];
    const askDueAt = new Date(told.at.getTime() + HELP_RULES.confirmation.askAfterDays * DAY_MS);
    story.request = { ...moveRequest(story.request, 'record-payment', told.at), askDueAt, askedAt: null };
    story.payments.push({
      ...{
        id: idOf(told.number, PAYMENTS + story.payments.length),
        requestId: story.request.id,
        method,
        amount,
        paidOn,
      },
      ...{ reference: null, byPersonId: told.by.id, recordedAt: told.at },
      ...{ answer: null, answeredBy: null, answeredAt: null },
    });
    say(story, told, 'payment-recorded', { method, amount, paidOn });
  },
  confirm(story, told) {
    takeReceipt(story, told, 'received');
    story.request = { ...moveRequest(story.request, 'confirm', told.at), askDueAt: null };
    say(story, told, 'confirmed', { answer: 'received', askedBy: 'phone' });
  },
  'not-received'(story, told) {
    takeReceipt(story, told, 'not-received');
    const notReceivedCount = story.request.notReceivedCount + 1;
    story.request = { ...moveRequest(story.request, 'not-received', told.at), askDueAt: null, notReceivedCount };
    say(story, told, 'not-received', { answer: 'not-received', askedBy: 'phone' });
  },
  close: end('close', 'closed', 'received'),
  return(story, told) {
    story.request = moveRequest(story.request, 'return', told.at);
    const { field = 'place.address', reason = '' } = told;
    story.corrections.push({
      ...{ id: idOf(told.number, CORRECTIONS + story.corrections.length), requestId: story.request.id, field, reason },
      ...{ byPersonId: told.by.id, at: told.at, answeredAt: null },
    });
    say(story, told, 'returned', { fields: field });
  },
  correct(story, told) {
    const { clockFrom, statusSince } = story.request;
    const resumed = afterPause(clockFrom, statusSince, told.at);
    story.request = { ...moveRequest(story.request, 'correct', told.at), clockFrom: resumed };
    story.corrections = story.corrections.map((one) => ({ ...one, answeredAt: one.answeredAt ?? told.at }));
    say(story, told, 'corrected');
  },
  appeal(story, told) {
    const proposalId = lastOf(story.proposals).id;
    story.request = { ...moveRequest(story.request, 'appeal', told.at), endedAt: null, endReason: null };
    story.appeals.push({
      ...{ id: idOf(told.number, APPEALS), requestId: story.request.id, proposalId, text: told.note ?? '' },
      ...{ byPersonId: told.by.id, at: told.at, decision: null, decisionNote: null },
      ...{ decidedByPersonId: null, decidedAt: null },
    });
    say(story, told, 'appealed');
  },
  'grant-appeal'(story, told) {
    decideAppeal(story, told, 'granted');
    story.request = { ...moveRequest(story.request, 'grant-appeal', told.at), clockFrom: told.at };
    say(story, told, 'appeal-granted');
  },
  uphold(story, told) {
    decideAppeal(story, told, 'upheld');
    story.request = endRequest(story.request, 'uphold', 'upheld', told.at);
    say(story, told, 'appeal-upheld');
  },
  withdraw: end('withdraw', 'withdrawn', 'no-longer-needed'),
  merge(story, told) {
    const mergedIntoId = demoRequestId(told.into ?? 0);
    story.request = { ...endRequest(story.request, 'merge', 'merged', told.at), mergedIntoId };
    say(story, told, 'merged');
  },
  'open-case'(story, told) {
    const caseId = caseIdOf(told.caseNumber ?? 0);
    story.request = { ...endRequest(story.request, 'open-case', 'case', told.at), caseId };
    say(story, told, 'case-opened', { risk: 'medium' });
  },
  'leave-to-incident': end('leave-to-incident', 'left-to-incident', 'incident'),
};

function decideCheck(story: Story, told: Told, cast: Cast): void {
  const open = story.checks.find(({ result }) => result === null);
  if (!open) throw new Error(`Request ${told.number} of the demonstration has no open check.`);
  const { result = 'confirmed', at } = told;
  const isSkipped = result === 'skipped';
  const by = isSkipped ? null : cast.person(LEADERS[open.level]);
  const reason = isSkipped ? 'not-in-time' : (told.reason ?? null);
  const decided = { ...open, result, reason, byPersonId: by?.id ?? null, decidedAt: at };
  story.checks = story.checks.map((check) => (check === open ? decided : check));
  say(story, { at, by }, `check-${result}`, { level: open.level, ...(reason && { reason }) });
  askNextCheck(story, at, cast);
}

function askNextCheck(story: Story, at: Date, cast: Cast): void {
  const { id: requestId, channel } = story.request;
  const level = checkLevelsFor(channel).find((one) => !story.checks.some((check) => check.level === one));
  if (!level) {
    story.request = moveRequest(story.request, 'finish-checks', at);
    sayChecked(story, at);
    return;
  }
  const id = `${requestId.slice(0, -12)}${String(CHECKS + story.checks.length).padStart(12, '0')}`;
  const checkerIds = [cast.person(LEADERS[level]).id];
  story.checks.push(newCheck({ id, requestId, level, now: at }, { checkerIds }));
  say(story, { at, by: null }, 'check-asked', { level });
}

function sayChecked(story: Story, at: Date): void {
  const isSeen = story.checks.length === 0;
  say(story, { at, by: null }, 'checked', { ...(isSeen && { reason: 'seen-by-staff' }) });
}

function askIfReceived(story: Story, { at }: Told): void {
  const again = new Date(at.getTime() + HELP_RULES.confirmation.remindAfterDays * DAY_MS);
  const isSecond = story.request.askedAt !== null;
  story.request = { ...story.request, askedAt: at, askDueAt: isSecond ? null : again };
  say(story, { at, by: null }, 'asked-if-received', { again: isSecond });
}

function lastOf<Row>(list: readonly Row[]): Row {
  const last = list.at(-1);
  if (last === undefined) throw new Error('A request of the demonstration decides what nobody proposed.');
  return last;
}

const detailsOf = ({ benefit, amount, reason, rule }: Proposal) => ({ benefit, amount, reason, rule });

function decideProposal(story: Story, { at, by, note }: Told, decision: 'approved' | 'sent-back'): Proposal {
  const open = lastOf(story.proposals);
  const needsCommittee = decision === 'approved' && (open.amount ?? 0) > HELP_RULES.committee.aboveBaht;
  const committee = needsCommittee ? { heldOn: thaiDayOf(at), members: 5 } : null;
  const decided = { decision, committee, decisionNote: note ?? null, decidedByPersonId: by.id, decidedAt: at };
  const proposal: Proposal = { ...open, ...decided };
  story.proposals = [...story.proposals.slice(0, -1), proposal];
  return proposal;
}

function decideAppeal(story: Story, { at, by, note }: Told, decision: 'granted' | 'upheld'): void {
  const decided = { decision, decisionNote: note ?? null, decidedByPersonId: by.id, decidedAt: at };
  story.appeals = story.appeals.map((appeal) => ({ ...appeal, ...decided }));
}

function takeReceipt(story: Story, { at }: Told, answer: 'received' | 'not-received'): void {
  const paid = { ...lastOf(story.payments), answer, answeredBy: 'phone', answeredAt: at } as const;
  story.payments = [...story.payments.slice(0, -1), paid];
}
