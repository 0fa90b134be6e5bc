/** For the environment of whatever a test starts: no name but this one is looked up, and no other machine is asked. */
export const onlyOwnHosts = { QUNZHU_ONLY_HOSTS: "localhost" } as const;
