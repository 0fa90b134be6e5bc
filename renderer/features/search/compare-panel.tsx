import { useEffect } from "react";
import { useText } from "../../i18n.ts";
import { SidePanel } from "../../ui/side-panel.tsx";
import { usePanelStore } from "../app/panel-store.ts";
import { useGroupStore } from "../groups/group-store.ts";
import { useCompareStore } from "./compare-store.ts";
import { ComparedMembers } from "./compared-members.tsx";
import { GroupPicker } from "./group-picker.tsx";
import "./search.css";

interface ComparePanelProps {
  readonly accountId: string;
  readonly groupId: string;
}

/** Who is in two groups, or only in the one on screen. */
export function ComparePanel({ accountId, groupId }: ComparePanelProps) {
  const text = useText("search");
  const appText = useText("app");
  const close = usePanelStore((state) => state.close);
  const name = useGroupStore(({ group }) => (group?.id === groupId ? group.name : ""));
  const { other, open, choose, listen } = useCompareStore();
  useEffect(listen, [listen]);
  useEffect(() => open({ accountId, groupId }), [open, accountId, groupId]);
  const group = name || groupId;

  return (
    <SidePanel
      title={text("compareTitle")}
      closeLabel={appText("close")}
      onClose={close}
      className="compare-panel"
    >
      {other ? (
        <ComparedMembers other={other} />
      ) : (
        <>
          <p dir="auto">{text("compareHint", { group })}</p>
          <GroupPicker accountId={accountId} exceptId={groupId} onPick={choose} />
        </>
      )}
    </SidePanel>
  );
}
