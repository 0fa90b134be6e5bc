/**
 * The words of one area in both languages, with the same keys:
 * `const en = {…}; export const filesMessages = { en, "zh-CN": {…} } satisfies Messages<typeof en>;`
 * Plurals are `key_one` and `key_other` and are asked for by `key` with a `count`.
 */
export interface Messages<Words extends Readonly<Record<string, string>>> {
  readonly en: Words;
  readonly "zh-CN": { readonly [Key in keyof Words]: string };
}

/** The key to ask for: plural endings are chosen by i18next from `count`. */
export type TextKey<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

export type TextValues = Readonly<Record<string, string | number>>;
