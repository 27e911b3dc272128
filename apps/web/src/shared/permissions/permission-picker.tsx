import { Checkbox } from '@agentforge/ui/checkbox';
import { useFieldGroup } from '@agentforge/ui/field';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.tsx';
import type { PermissionInfo, PermissionName } from './use-permissions.ts';

export interface PermissionPickerProps {
  permissions: readonly PermissionInfo[];
  value: readonly PermissionName[];
  onValueChange: (value: PermissionName[]) => void;
  readOnly?: boolean;
}

/** Permissions by group. Nobody gives what they do not have: those stay as they are, with the reason. */
export function PermissionPicker({ permissions, value, onValueChange, readOnly }: PermissionPickerProps): ReactNode {
  const groups = Object.entries(Object.groupBy(permissions, (permission) => permission.group));
  const field = useFieldGroup();
  return (
    <fieldset {...field} className="grid gap-3 md:grid-cols-2">
      {groups.map(([name, members = []]) => (
        <PermissionGroup
          key={name}
          name={name}
          permissions={members}
          value={value}
          onValueChange={onValueChange}
          readOnly={readOnly ?? false}
        />
      ))}
    </fieldset>
  );
}

interface PermissionGroupProps extends Required<PermissionPickerProps> {
  name: string;
}

function PermissionGroup({ name, permissions, value, onValueChange, readOnly }: PermissionGroupProps): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const heading = useId();
  const chosen = new Set(value);
  const mine = permissions.filter((permission) => can(permission.name));
  const held = mine.filter((permission) => chosen.has(permission.name)).length;
  const change = (names: readonly PermissionName[], on: boolean) => {
    const next = new Set(value);
    for (const each of names)
      if (on) next.add(each);
      else next.delete(each);
    onValueChange([...next]);
  };
  const all = held > 0 && held === mine.length;
  return (
    <section aria-labelledby={heading} className="rounded-xl border border-line bg-surface">
      <header className="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5">
        <h3 id={heading} className="text-sm font-semibold">
          {name}
        </h3>
        {!readOnly && mine.length > 1 && (
          <Checkbox
            checked={held > 0 && !all ? 'indeterminate' : all}
            onCheckedChange={() =>
              change(
                mine.map((permission) => permission.name),
                !all,
              )
            }
            aria-label={t('permissions.allOf', { group: name })}
          />
        )}
      </header>
      <div className="flex flex-col gap-3 px-4 py-3">
        {permissions.map((permission) => (
          <Checkbox
            key={permission.name}
            checked={chosen.has(permission.name)}
            disabled={readOnly || !can(permission.name)}
            onCheckedChange={(on) => change([permission.name], on)}
            label={permission.description || permission.name}
            description={
              readOnly || can(permission.name) ? (
                <bdi className="font-mono text-xs">{permission.name}</bdi>
              ) : (
                t('permissions.notYours')
              )
            }
          />
        ))}
      </div>
    </section>
  );
}
