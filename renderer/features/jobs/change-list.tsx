import type { SettingChange } from "../../../shared/domain/group-settings.ts";
import type { JobTarget } from "../../../shared/domain/job.ts";
import { settingNames } from "../../../shared/domain/setting-names.ts";
import { useSettingWords } from "./setting-words.ts";
import { TargetMark } from "./target-mark.tsx";

interface ChangeListProps {
  readonly label: string;
  readonly targets: readonly JobTarget[];
}

/** Each group with what would change in it, from what to what. */
export function ChangeList({ label, targets }: ChangeListProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="change-list" aria-label={label} tabIndex={0}>
      <ul>
        {targets.map((target) => {
          const { targetId, name, changes = [] } = target;
          return (
            <li key={targetId}>
              <TargetMark target={target} unit="groups" size={20} />
              <div>
                <strong className="ellipsis" dir="auto" title={name}>
                  {name || targetId}
                </strong>
                {changes.toSorted(inOrder).map((change) => (
                  <ChangeLine key={change.setting} change={change} />
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** As they were chosen above. */
function inOrder(one: SettingChange, other: SettingChange): number {
  return settingNames.indexOf(one.setting) - settingNames.indexOf(other.setting);
}

function ChangeLine({ change }: { readonly change: SettingChange }) {
  const words = useSettingWords();
  const { setting, from, to } = change;
  return (
    <p>
      <span className="quiet">{words.title(setting)}</span>
      <del>{words.value(setting, from)}</del> → <ins>{words.value(setting, to)}</ins>
    </p>
  );
}
