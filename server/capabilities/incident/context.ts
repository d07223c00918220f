import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { ReportScreens } from '#contract/silent-help';
import type { AppEvents } from '#events/event-map';
import type { Attachments } from '#platform/attachments/attachments';
import type { LinkSigner } from '#platform/attachments/signed-link';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';

/** What the commands of this capability work with. */
export type IncidentContext = {
  clock: Clock;
  events: AppEvents;
  jurisdiction: Jurisdiction;
  attachments: Attachments;
  links: LinkSigner;
  /** The reports of one network with this one, if its alarm may wait for theirs. */
  listOthersOfNetwork(reportId: string): string[];
  /** What the reporters' phones will show, as rendered for their channel. */
  listScreens(connection: Connection, reportIds: string[]): Promise<ReportScreens[]>;
};

/** What most of its queries need. */
export type QueryContext = Pick<IncidentContext, 'jurisdiction' | 'clock'>;
