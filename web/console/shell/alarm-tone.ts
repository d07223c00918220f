import { createAlarmTone } from '../ui/alarm-tone.ts';

/** One for the page: the click on "sign in" unlocks it before the shell is loaded. */
export const alarmTone = createAlarmTone();

/** After a reload the first click or key unlocks it, so that nobody must press "sound on" before answering an alarm. */
for (const gesture of ['click', 'keydown'] as const) {
  addEventListener(gesture, () => alarmTone.audible.get() || alarmTone.unlock(), { capture: true });
}
