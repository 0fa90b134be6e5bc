/** How to sign in to the demo. Nothing here opens anything else. */
export const demoAppId = "qunzhudemo";
export const demoUser = "demo";
export const demoMobile = "13800138000";
/** Of every seeded user that can sign in. */
export const demoPassword = "qunzhu-demo-password";
export const demoGeweToken = "3f9c2a7d5e1b48d69a0c7e42b8f1d635";
export const demoGeweAppId = "wx_wR_QunzhuDemo_0000001";
