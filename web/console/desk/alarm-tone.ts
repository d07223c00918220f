import { createAlarmTone } from '../ui/alarm-tone.ts';

/** One for the page: the click on "sign in" unlocks it before there is a desk. */
export const alarmTone = createAlarmTone();
