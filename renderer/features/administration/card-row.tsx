import { useState } from "react";
import { useText } from "../../i18n.ts";
import { Button } from "../../ui/button.tsx";
import { keepComposing } from "../../ui/is-composing.ts";
import { useGroupSettingsStore } from "./group-settings-store.ts";
import { SettingRow } from "./setting-row.tsx";

/** Our own name in this group; an empty one takes it away. */
export function CardRow() {
  const text = useText("administration");
  const card = useGroupSettingsStore((state) => state.card) ?? "";
  const setCard = useGroupSettingsStore((state) => state.setCard);
  const isBusy = useGroupSettingsStore((state) => state.saves.card?.state === "saving");
  // What is typed; null while it is what the server has.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? card;
  return (
    <SettingRow name="card" label={text("card")} hint={text("cardHint")}>
      {(ids) => (
        <form
          className="card-form"
          onKeyDown={keepComposing}
          onSubmit={(event) => {
            event.preventDefault();
            if (shown.trim() !== card) void setCard(shown.trim());
          }}
        >
          <input
            className="text-input"
            aria-label={text("card")}
            aria-describedby={ids.describedBy}
            value={shown}
            maxLength={100}
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" isBusy={isBusy} disabled={shown.trim() === card}>
            {text("save")}
          </Button>
        </form>
      )}
    </SettingRow>
  );
}
