import { createAlarmTone } from '../ui/alarm-tone.ts';

/** One for the page: the click on "sign in" unlocks it before there is a desk. */
export const alarmTone = createAlarmTone();

/** Whatever is pressed first after a reload does too: whoever answers an alarm need not press "sound on" before. */
for (const gesture of ['click', 'keydown'] as const) {
  addEventListener(gesture, () => alarmTone.audible.get() || alarmTone.unlock(), { capture: true });
}
