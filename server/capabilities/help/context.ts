import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Attachments } from '#platform/attachments/attachments';
import type { LinkSigner } from '#platform/attachments/signed-link';
import type { SetPages } from '#platform/print/page-setter';
import type { RequestLinks } from './request-link.ts';

/** What the commands of this capability need; also passed on to calls of intake's and care's public API. */
export type HelpContext = IntakeContext & {
  jurisdiction: Jurisdiction;
  attachments: Attachments;
  links: LinkSigner;
  demonstration: boolean;
  authSecret: string;
};

/** What is needed besides for the person themselves: their own links, in LINE and on the page. */
export type RequesterContext = HelpContext & { requestLinks: RequestLinks };

/** What most of its queries need. */
export type HelpQueryContext = Pick<HelpContext, 'jurisdiction' | 'clock'>;

/** What the routes need besides. */
export type HelpRoutesContext = HelpContext & { setPages: SetPages };
