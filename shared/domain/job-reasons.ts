/**
 * Why a target of a job ended as it did, in our own words, as the journal and the command line have them. The window
 * says them in its language; whatever else stands as a reason are the server's words.
 */
export const ownReasons = {
  undoneSince: "the answer was lost; it was so, and a moment later no more",
  lostAgain: "the answer was lost again, and it does not hold",
  readBackFailed: "the answer was lost, and reading back failed",
  rejoined: "the answer was lost, and the person has joined again since",
  mayBeInvited: "the answer was lost; the person is not in the group, but an invitation may be waiting",
  mayBeAnother: "the answer was lost; one with these words is there, but it may be another",
  noLongerListed: "the answer was lost, and the application is no longer listed",
  acceptedByNow: "the application is accepted by now",
  declinedByNow: "the application is declined by now",
  expiredByNow: "the application is expired by now",
  /** Earlier versions called it refused. */
  keptOldValue: "the server kept the old value",
  stillShowsOldValue: "the server took it, and still shows the old value",
  noReasonGiven: "the server gave no reason",
  notTold: "the answer was lost, and the server does not say what it is",
  notSetYet: "not set before the job was stopped",
  appEnded: "the app ended before the answer came",
  stoppedBefore: "the job was cancelled before it was certain",
} as const;

export type OwnReason = keyof typeof ownReasons;
