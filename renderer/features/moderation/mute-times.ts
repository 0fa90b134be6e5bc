/** How long one usually mutes, in minutes; -1 for ever. */
export const mutePresets = [
  { minutes: 10, words: "for10Minutes" },
  { minutes: 60, words: "for1Hour" },
  { minutes: 12 * 60, words: "for12Hours" },
  { minutes: 7 * 24 * 60, words: "for7Days" },
  { minutes: -1, words: "forEver" },
] as const;
