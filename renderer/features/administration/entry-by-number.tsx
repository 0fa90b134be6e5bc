import { useState } from "react";
import { DecimalId } from "../../../shared/domain/ids.ts";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { TextField } from "../../ui/text-field.tsx";
import { GroupEntry } from "./group-entry.tsx";
import { useGroupEntryStore } from "./group-entry-store.ts";

/** Joins by the number somebody passed on. */
export function EntryByNumber({ accountId }: { readonly accountId: string }) {
  const text = useText("administration");
  const ask = useGroupEntryStore((state) => state.ask);
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState<string | null>(null);
  const [isWrong, setIsWrong] = useState(false);
  const number = typed.trim();

  function submit() {
    const isNumber = DecimalId.safeParse(number).success;
    setIsWrong(!isNumber);
    setWanted(isNumber ? number : null);
    if (isNumber && useGroupEntryStore.getState().entries[number] === undefined) ask(number);
  }
  return (
    <section className="settings-part public-groups" aria-labelledby="entry-by-number">
      <h3 id="entry-by-number">{text("entryByNumber")}</h3>
      <form
        className="entry-number"
        noValidate
        onKeyDown={keepComposing}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={text("entryNumber")}
          value={typed}
          maxLength={40}
          inputMode="numeric"
          problem={isWrong ? text("entryNotNumber") : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setWanted(null);
            setIsWrong(false);
          }}
        />
        <Button type="submit" disabled={number === ""}>
          {text("entryNext")}
        </Button>
      </form>
      {wanted !== null && (
        <GroupEntry accountId={accountId} groupId={wanted} name={wanted} joinRule={null} isMember={false} />
      )}
    </section>
  );
}
