import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Attachments } from '#platform/attachments/attachments';
import type { LinkSigner } from '#platform/attachments/signed-link';
import type { SetPages } from '#platform/print/page-setter';

/** What the commands of this capability need; also passed on to calls of intake's and care's public API. */
export type HelpContext = IntakeContext & {
  jurisdiction: Jurisdiction;
  attachments: Attachments;
  links: LinkSigner;
  demonstration: boolean;
  authSecret: string;
};

/** What most of its queries need. */
export type HelpQueryContext = Pick<HelpContext, 'jurisdiction' | 'clock'>;

/** What the routes need besides. */
export type HelpRoutesContext = HelpContext & { setPages: SetPages };
