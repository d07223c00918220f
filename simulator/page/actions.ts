import type { PhoneAction } from '../control/view.ts';
import type { Action } from '../schemas/action.ts';

/** Does something in the open chat and then opens what LINE would open. */
export type Do = (action: PhoneAction) => Promise<void>;
/** Taps an action of this very message, also when an older card has a button of the same name. */
export type Tap = (action: Action) => void;
