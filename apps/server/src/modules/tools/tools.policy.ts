import type { TenantContext } from '../../platform/context.ts';

/** What the asking person may do with a tool. Trying it out calls the other system, so it needs the right to edit. */
export function toolPolicy(context: TenantContext) {
  const edit = context.can('tools:edit');
  return { edit, delete: context.can('tools:delete'), execute: edit };
}

/** Copies carry the secrets only for those who could have replaced them. */
export function mayCopySecrets(context: TenantContext): boolean {
  return context.can('tools:edit');
}
