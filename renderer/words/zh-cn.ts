import { wordsIn } from "./all-messages.ts";

/** Worked out when the page is built (vite.renderer.config.ts): the page loads the words of one language only. */
export const words = wordsIn("zh-CN");
