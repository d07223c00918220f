import type { SetTemplate } from '#platform/print/template-setter';
import type { FigureContext } from '../context.ts';
import type { ProtectSet } from './commands/protect-set-apart.ts';

/** What sets of public figures are made with. */
export type PublicationContext = FigureContext & { protect: ProtectSet; setTemplate: SetTemplate };
