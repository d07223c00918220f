/** What duty tells the rest of the house. */
export type DutyEvents = {
  /** The daily question whether anybody is there; who is on duty is asked, by the channels that reach them. */
  'heartbeat-asked': {
    agencyId: string;
    /** In Thailand, `YYYY-MM-DD`. */
    day: string;
    dueAt: string;
    onDuty: readonly { personId: string; agencyId: string }[];
  };
};
