/** Events of the duty capability. */
export type DutyEvents = {
  /** The day's heartbeat was asked: alerting sends it to the people on duty. */
  'heartbeat-asked': {
    agencyId: string;
    /** In Thailand, `YYYY-MM-DD`. */
    day: string;
    dueAt: string;
    onDuty: readonly { personId: string; agencyId: string }[];
  };
};
