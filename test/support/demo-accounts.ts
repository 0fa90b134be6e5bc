import type { DemoFacts } from "../../main/demo/demo-interface.ts";
import type { NewAccount } from "../../shared/domain/account.ts";

type GroupApi = Pick<DemoFacts, "apiUrl" | "appId" | "user" | "password">;
type Gateway = Pick<DemoFacts, "geweUrl" | "geweAppId" | "geweToken">;

/** The demo user's account on the demo's group API, to be added. */
export function lanyingAccount({ apiUrl, appId, user, password }: GroupApi, name = "Demo") {
  const credential = { type: "password", user, password } as const;
  const account = { kind: "lanying", name, apiUrl, appId, credential, allowsInsecureHttp: false } as const;
  return account satisfies NewAccount;
}

/** The WeChat account on the demo's gateway, to be added. */
export function wechatAccount({ geweUrl, geweAppId, geweToken }: Gateway, name = "WeChat") {
  const where = { kind: "gewe", name, apiUrl: geweUrl, appId: geweAppId } as const;
  const credential = { type: "token", token: geweToken } as const;
  return { ...where, credential, allowsInsecureHttp: false } as const satisfies NewAccount;
}
