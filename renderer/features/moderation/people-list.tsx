import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useState } from "react";
import { useLanguage, useText } from "../../i18n.ts";
import { IconButton } from "../../ui/button.tsx";
import { ErrorLine } from "../../ui/error-line.tsx";
import { focusList } from "../../ui/focus-list.ts";
import { formatDate } from "../../ui/formatters.ts";
import { RefreshIcon } from "../../ui/icons.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import type { PeopleListState, PersonRow } from "./moderation-store.ts";
import { type PeopleSelection, usePeopleSelection } from "./people-selection.ts";

const rowHeight = 44;

interface PeopleListProps<Row extends PersonRow> {
  readonly title: string;
  readonly list: PeopleListState<Row>;
  /** What failed, in a sentence. */
  readonly failure: string;
  readonly onLoad: () => void;
  /** Stands in place of an empty list. */
  readonly empty: ReactNode;
  readonly renderRow: (row: Row) => ReactNode;
  /** What can be done with those selected; stands under the title. */
  readonly renderActions: (selection: PeopleSelection) => ReactNode;
  /** Enter on a row, with the rows it applies to. */
  readonly onEnter?: (userIds: readonly string[]) => void;
  /** The Delete key on a row. */
  readonly onDelete: (userIds: readonly string[]) => void;
}

/** One of the two lists: its title and count, what can be done, and the people. A click selects. */
export function PeopleList<Row extends PersonRow>(props: PeopleListProps<Row>) {
  const { title, list, failure, onLoad } = props;
  const text = useText("moderation");
  const appText = useText("app");
  const language = useLanguage();
  const titleId = useId();
  const [space, setSpace] = useState<HTMLDivElement | null>(null);
  const { rows } = list;
  const selection = usePeopleSelection(rows ?? []);
  const { selected } = selection;

  const withRow = (row: Row) => (selected.has(row.userId) ? [...selected] : [row.userId]);
  function onActivate(row: Row, index: number, event: MouseEvent | KeyboardEvent) {
    if (event.type === "keydown") props.onEnter?.(withRow(row));
    else if (event.shiftKey) selection.extendTo(index);
    else if (event.ctrlKey || event.metaKey) selection.toggle(index);
    else selection.only(index);
  }
  function onRowKeyDown(event: KeyboardEvent, row: Row | undefined, index: number) {
    const isControl = event.ctrlKey || event.metaKey;
    if (event.shiftKey && /^(?:Arrow|Page|Home|End)/.test(event.key)) selection.extendTo(index);
    else if (isControl && event.key.toLowerCase() === "a") selection.all();
    else if (event.key === "Escape" && selected.size > 0) selection.clear();
    else if (row === undefined) return;
    else if (event.key === " ") selection.toggle(index);
    else if (event.key === "Delete") props.onDelete(withRow(row));
    else return;
    event.preventDefault();
  }

  return (
    <section className="people-list" aria-labelledby={titleId}>
      <header className="people-list-head">
        <h3 id={titleId}>{title}</h3>
        <span className="quiet digits" role="status">
          {rows !== null &&
            (selected.size > 0
              ? text("selected", { count: selected.size })
              : text("count", { count: rows.length }))}
          {list.readAt !== null && ` · ${appText("asOf", { time: formatDate(list.readAt, language) })}`}
        </span>
        <IconButton
          label={text("refresh", { list: title })}
          shortcut="F5"
          icon={<RefreshIcon />}
          isBusy={list.isLoading}
          onClick={onLoad}
        />
      </header>
      {props.renderActions({
        ...selection,
        leave: () => focusList(space),
      })}
      <ErrorLine
        error={list.loadError}
        title={rows === null ? failure : text("refreshFailed")}
        onRetry={onLoad}
      />
      <div className="list-space" ref={setSpace}>
        {rows === null && !list.loadError && (
          <Skeleton rows={6} rowHeight={rowHeight} label={text("loading")} />
        )}
        {rows?.length === 0 && props.empty}
        {rows !== null && rows.length > 0 && (
          <VirtualList
            ariaLabel={title}
            total={rows.length}
            rowHeight={rowHeight}
            rowAt={(index) => rows[index]}
            ensureRange={nothingToRead}
            isMultiSelect
            isSelected={(row) => selected.has(row.userId)}
            onActivate={onActivate}
            onRowKeyDown={onRowKeyDown}
            renderRow={props.renderRow}
          />
        )}
      </div>
    </section>
  );
}

/** The whole list is here. */
function nothingToRead(): void {}
