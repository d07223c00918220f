/** The panel's id, so that the focus can be moved into it. */
export const panelIdOf = (incidentId: string): string => `incident-${incidentId}`;

let wanted: string | null = null;

/** Opening an incident by keyboard moves the focus into its panel as soon as it is on screen. */
export function focusPanel(incidentId: string): void {
  wanted = panelIdOf(incidentId);
  takeFocus(document.getElementById(wanted));
}

/** Where the page scrolls as a whole (IncidentPanel.module.css), the opened incident would lie below the edge. */
const LOW = '(max-height: 479px), (max-width: 479px) and (max-height: 699px)';

/** The panel's ref callback. */
export function takeFocus(panel: HTMLElement | null): void {
  if (panel && window.matchMedia(LOW).matches) panel.scrollIntoView();
  if (!panel || panel.id !== wanted) return;
  wanted = null;
  panel.focus({ preventScroll: true });
}
