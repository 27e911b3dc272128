import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { Skeleton } from './skeleton.tsx';

/** Written out because the cards on a phone change `display`, which takes the table's meaning from browsers. */
const role = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** The row's name: first and without label on a phone. */
  primary?: boolean;
  /** Buttons: no visible header, in the corner of the card on a phone. */
  actions?: boolean;
  hideOnPhone?: boolean;
  className?: string;
}

export interface Sort {
  column: string;
  direction: 'ascending' | 'descending';
}

export interface TableProps<Row> {
  /** What the table lists; said to screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown instead of rows; hand in an `EmptyState plain`. */
  empty?: ReactNode;
  loading?: boolean;
  sort?: Sort | undefined;
  onSortChange?: (sort: Sort) => void;
  /** An extra for the mouse; put a link or button into the primary cell as well. */
  onRowClick?: (row: Row) => void;
  className?: string;
}

/** A table on wide screens, cards with labels on a phone. */
export function Table<Row>(props: TableProps<Row>): ReactNode {
  const { caption, columns, rows, rowKey, empty, loading, onRowClick, className } = props;
  return (
    <div
      className={classNames(
        'overflow-x-auto rounded-xl border border-line bg-surface shadow-card max-sm:border-0 max-sm:bg-transparent max-sm:shadow-none',
        className,
      )}
    >
      <table {...role.table} aria-busy={loading} className="w-full border-collapse text-sm max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead {...role.rowgroup} className="border-b border-line bg-sunken/60 max-sm:sr-only">
          <tr {...role.row}>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={props.sort} onSortChange={props.onSortChange} />
            ))}
          </tr>
        </thead>
        <tbody {...role.rowgroup} className="max-sm:flex max-sm:flex-col max-sm:gap-3">
          {loading ? (
            <LoadingRows columns={columns.map((column) => column.id)} />
          ) : (
            rows.map((row) => (
              <tr
                key={rowKey(row)}
                {...role.row}
                onClick={onRowClick ? () => onRowClick(row) : undefined}
                className={classNames(
                  'border-b border-line transition-colors last:border-b-0 max-sm:relative max-sm:flex max-sm:flex-col max-sm:gap-1.5 max-sm:rounded-xl max-sm:border max-sm:bg-surface max-sm:p-4 max-sm:shadow-card max-sm:last:border-b',
                  onRowClick && 'cursor-pointer hover:bg-hover/60',
                )}
              >
                {columns.map((column) => (
                  <BodyCell key={column.id} column={column} row={row} />
                ))}
              </tr>
            ))
          )}
        </tbody>
      </table>
      {!loading && rows.length === 0 && empty}
    </div>
  );
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSortChange: ((sort: Sort) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSortChange }: HeaderCellProps<Row>): ReactNode {
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const Icon = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown;
  const change = () =>
    onSortChange?.({ column: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' });
  return (
    <th
      scope="col"
      {...role.columnheader}
      aria-sort={column.sortable ? (direction ?? 'none') : undefined}
      className={classNames(
        'h-10 px-4 text-xs font-medium whitespace-nowrap text-subtle',
        column.align === 'end' ? 'text-end' : 'text-start',
        column.className,
      )}
    >
      {column.sortable && onSortChange ? (
        <button
          type="button"
          onClick={change}
          className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
        >
          {column.header}
          <Icon aria-hidden className={classNames('size-3.5', !direction && 'opacity-60')} />
        </button>
      ) : (
        <span className={column.actions ? 'sr-only' : undefined}>{column.header}</span>
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }): ReactNode {
  const labelled = !column.primary && !column.actions;
  return (
    <td
      {...role.cell}
      data-label={labelled ? column.header : undefined}
      className={classNames(
        'px-4 py-3 align-middle max-sm:p-0',
        column.align === 'end' && 'text-end tabular-nums',
        column.hideOnPhone && 'max-sm:hidden',
        column.primary && 'font-medium max-sm:pe-12 max-sm:pb-1',
        column.actions && 'w-0 text-end whitespace-nowrap max-sm:absolute max-sm:end-2 max-sm:top-3 max-sm:w-auto',
        labelled &&
          'text-muted max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:before:text-subtle max-sm:before:content-[attr(data-label)]',
        column.className,
      )}
    >
      {column.cell(row)}
    </td>
  );
}

function LoadingRows({ columns }: { columns: readonly string[] }): ReactNode {
  return ['a', 'b', 'c', 'd'].map((row) => (
    <tr
      key={row}
      {...role.row}
      className="border-b border-line last:border-b-0 max-sm:flex max-sm:flex-col max-sm:gap-2 max-sm:rounded-xl max-sm:border max-sm:bg-surface max-sm:p-4"
    >
      {columns.map((cell, position) => (
        <td key={cell} {...role.cell} className="px-4 py-4 max-sm:p-0">
          <Skeleton className={position === 0 ? 'w-40 max-w-full' : 'w-20 max-w-full'} />
        </td>
      ))}
    </tr>
  ));
}
