import alarmIcon from './alarm.svg?url';
import quietIcon from './quiet.svg?url';

/** The title and icon of the browser tab. */
export function markTab(title: string, isAlarm: boolean): void {
  document.title = title;
  const icon = document.getElementById('tab-icon');
  if (icon instanceof HTMLLinkElement) icon.href = isAlarm ? alarmIcon : quietIcon;
}
