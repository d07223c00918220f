/** Events of the control room. */
export type ControlRoomEvents = {
  /** The list of call-backs has changed: consoles read it again. */
  'call-backs-changed': Record<never, never>;
};
