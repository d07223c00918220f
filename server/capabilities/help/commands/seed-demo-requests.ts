import { listStaff } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { HelpQueryContext } from '../context.ts';
import { demoRequestId, LEADERS, type Story, tellStory } from '../demo-story.ts';
import { insertChecks } from '../store/check-rows.ts';
import { insertAppeal, insertPayment, insertProposal, insertVisit } from '../store/decision-rows.ts';
import { type DemoRequest, readDemoRequests } from '../store/demo-requests.ts';
import { answerCorrections, insertCorrections, saveForm } from '../store/form-rows.ts';
import { appendHelpTimeline, insertRequest, listRequestsById } from '../store/request-rows.ts';

/** The centre of the demonstration's caseworkers and volunteers, and where its people live. */
const CENTRE = 'TC-650101';
const HOME = { lat: 16.8139, lng: 100.26 };

/**
 * Adds the invented requests of the demonstration once, one at every step; what is done with them later stays. None became
 * an incident: that would alert a station.
 */
export async function seedDemoRequests(
  { jurisdiction, clock }: HelpQueryContext,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const demo = await readDemoRequests();
  await inTransaction(db, async (work) => {
    const ids = demo.map(({ number }) => demoRequestId(number));
    const known = new Set((await listRequestsById(work.tx, ids)).map(({ id }) => id));
    const added = demo.filter(({ number }) => !known.has(demoRequestId(number)));
    const agencyId = jurisdiction.findAgencyByCode(CENTRE)?.id;
    if (added.length === 0 || !agencyId) return;
    const now = clock.now();
    const idOf = (address: string): string => {
      const id = findPersonId(`${address}@demo.ess.example`);
      if (!id) throw new AppError('access/person-not-found', { message: `There is no ${address}.` });
      return id;
    };
    const staff = await listStaff(work.tx, { ids: [...new Set(added.flatMap(listAccounts).map(idOf))] }, now);
    const person = (address: string) => {
      const id = idOf(address);
      return { id, name: staff.find((one) => one.id === id)?.name ?? '–' };
    };
    const cast = { now, agencyId, place: jurisdiction.describePlace(HOME), person };
    for (const one of added) await storeStory(work, one, tellStory(one, cast));
  });
}

function listAccounts({ by, steps }: DemoRequest): string[] {
  const usual = ['caseworker', 'care-supervisor', 'social-office', ...Object.values(LEADERS)];
  return [by, ...usual, ...steps.flatMap((step) => step.by ?? [])];
}

async function storeStory(work: Work, { form }: DemoRequest, story: Story): Promise<void> {
  const { tx } = work;
  const { code: _, ...request } = story.request;
  await insertRequest(tx, { ...request, buddhistYear: story.buddhistYear });
  const { id: requestId, openedAt: savedAt, filedByPersonId: savedByPersonId } = request;
  await saveForm(tx, { requestId, form, savedAt, savedByPersonId });
  if (story.checks.length > 0) await insertChecks(tx, story.checks);
  for (const visit of story.visits) await insertVisit(tx, visit);
  for (const proposal of story.proposals) await insertProposal(tx, proposal);
  for (const payment of story.payments) await insertPayment(tx, payment);
  for (const appeal of story.appeals) await insertAppeal(tx, appeal);
  if (story.corrections.length > 0) await insertCorrections(tx, story.corrections);
  const answeredAt = story.corrections.at(-1)?.answeredAt;
  if (answeredAt) await answerCorrections(tx, requestId, answeredAt);
  for (const entry of story.entries) appendHelpTimeline(work, entry);
}
