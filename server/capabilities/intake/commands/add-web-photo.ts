import type { ReportedPosition } from '#contract/position';
import { AppError } from '#platform/app-error';
import type { PreparedFile } from '#platform/attachments/prepared-file';
import type { Work } from '#platform/database/transaction';
import type { WebContext } from '../context.ts';
import { isDraft } from '../conversation.ts';
import { currentConversation } from '../conversation-session.ts';
import type { PhotoClaim } from '../photo-claim.ts';
import { countOwnPhotos, insertOwnMessage } from '../store-web.ts';
import { photoId } from '../web-report.ts';
import { canBeRead, getOwnWebReport, type WebKey } from './change-web-report.ts';
import { noteMediaStored } from './note-channel-news.ts';
import { endSession, findSessionOf } from './open-session.ts';
import { step } from './state-by-web.ts';

/** One can be stolen by the sender of a thousand; twenty tell a story. */
const MOST_PHOTOS = 20;
/** A picture taken so lately is taken where they are. */
const LATELY_MS = 15 * 60_000;

/**
 * Adds a picture to a report: the officers see it in the chat, cleaned of what the camera wrote into it, and where it says that
 * it was taken as a claim of its own, which moves nobody. Only while nobody knows any place, a picture taken just now is one.
 * @throws AppError `intake/report-not-found`, `intake/report-ended`, `intake/too-many-photos`
 */
export async function addWebPhoto(
  context: WebContext,
  work: Work,
  key: WebKey,
  { file, claim }: { file: PreparedFile; claim: PhotoClaim | null },
): Promise<void> {
  const { reportId } = await getOwnWebReport(work, key);
  const found = await findSessionOf(work, reportId);
  if (!found || !canBeRead(found.session, context.clock.now())) throw new AppError('intake/report-ended');
  const { session } = found;
  const id = photoId(reportId, file.originalSha256);
  const now = context.clock.now();
  // The same picture again is the same message, also where it was the last one that may come.
  if (!(await insertOwnMessage(work.tx, { id, reportId, at: now, kind: 'image', text: null }))) return;
  if ((await countOwnPhotos(work.tx, reportId)) > MOST_PHOTOS) {
    throw new AppError('intake/too-many-photos', { params: { most: MOST_PHOTOS } });
  }
  const externalId = `web:${id}`;
  const attachmentId = await context.attachments.store(work, file);
  await step(context, work, session, { intents: [], message: { kind: 'image', text: null, externalId } }, now);
  await noteMediaStored(context, work, externalId, attachmentId);
  if (claim) await claimPlace(context, work, found.session, claim, now);
  await endSession(context, work, session, { atCommit: true });
}

async function claimPlace(
  { events, geography, ...context }: WebContext,
  work: Work,
  session: Parameters<typeof step>[2],
  { lat, lng, at }: PhotoClaim,
  now: Date,
): Promise<void> {
  const { report } = currentConversation(session);
  if (!report || !geography.isInThailand({ lat, lng })) return;
  const taken = at && at <= now ? at : now;
  const position: ReportedPosition = {
    ...{ lat, lng, source: 'photo', accuracyMetres: null, label: null },
    at: taken.toISOString(),
  };
  if (!isDraft(report)) {
    await events.publish(work, 'report-position-added', { reportId: report.id, position, isOlder: true });
  } else if (at && Math.abs(now.getTime() - at.getTime()) < LATELY_MS) {
    const intents = [{ kind: 'place' as const, position, inThailand: true }];
    await step({ events, geography, ...context }, work, session, { intents, message: null }, now);
  }
}
