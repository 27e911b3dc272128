import { Field } from '@agentforge/ui/field';
import { MultiSelect } from '@agentforge/ui/multi-select';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session.tsx';
import { useRoleChoices } from '../api/users.ts';

export interface RoleFieldProps {
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
  error?: string | undefined;
}

/** Roles to give. Roles with permissions I lack are shown, but cannot be chosen. */
export function RoleField({ values, onValuesChange, error }: RoleFieldProps): ReactNode {
  const { t } = useTranslation('users');
  const { can } = useSession();
  const roles = useRoleChoices();
  if (!can('roles:read')) return <p className="text-sm text-subtle">{t('rolesHidden')}</p>;
  const options = roles.map((role) => {
    const mine = role.permissions.every((name) => can(name));
    return {
      value: role.id,
      label: role.name,
      description: mine ? role.description : t('roleTooStrong'),
      disabled: !mine,
    };
  });
  return (
    <Field label={t('roles')} hint={t('rolesHint')} error={error}>
      <MultiSelect options={options} values={values} onValuesChange={onValuesChange} />
    </Field>
  );
}
