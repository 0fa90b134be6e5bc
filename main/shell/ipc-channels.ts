/** The three channels between the preload and main; the page knows none of them. */
export const channels = {
  call: "qunzhu:call",
  adopt: "qunzhu:adopt",
  event: "qunzhu:event",
} as const;
