import { type RefObject, useState } from "react";
import type { ShippedPackage } from "../../../shared/domain/shipped-package.ts";
import { useText } from "../../i18n.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchIcon } from "../../ui/icons.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";

interface LicencesListProps {
  readonly packages: readonly ShippedPackage[];
  /** What holds the list. */
  readonly results: RefObject<Element | null>;
  readonly onChoose: (chosen: ShippedPackage) => void;
}

/** Name, version and licence of each package; found by name or licence. */
export function LicencesList({ packages, results, onChoose }: LicencesListProps) {
  const text = useText("settings");
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLowerCase();
  const rows = packages.filter(({ name, licence }) => `${name}\n${licence}`.toLowerCase().includes(wanted));
  return (
    <>
      <SearchField
        place="panel"
        label={text("searchLicences")}
        value={query}
        onChange={setQuery}
        results={results}
      />
      <p className="quiet digits" role="status">
        {rows.length > 0 && text("packages", { count: rows.length })}
      </p>
      <div className="licences-list">
        {rows.length === 0 && <EmptyState icon={<SearchIcon size={28} />} title={text("noPackage")} />}
        {rows.length > 0 && (
          <VirtualList
            key={wanted}
            ariaLabel={text("licences")}
            total={rows.length}
            rowHeight={36}
            rowAt={(index) => rows[index]}
            ensureRange={() => undefined}
            onActivate={onChoose}
            renderRow={({ name, version, licence }) => (
              <div className="licences-row">
                <span className="licences-name ellipsis" title={name}>
                  {name}
                </span>
                <span className="licences-version quiet digits ellipsis" title={version}>
                  {version}
                </span>
                <span className="licences-terms ellipsis" title={licence}>
                  {licence}
                </span>
              </div>
            )}
          />
        )}
      </div>
    </>
  );
}
