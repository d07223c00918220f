// direction-of-incident-conversation
import { state } from '../life/state.ts';

export const message = state;
