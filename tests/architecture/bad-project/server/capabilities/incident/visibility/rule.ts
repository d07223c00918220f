// direction-of-incident-visibility
import { message } from '../conversation/message.ts';

export const rule = message;
