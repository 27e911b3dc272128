import type { TenantContext } from '../../platform/context.ts';

/** Who may write in the tenant may write in each of its knowledge bases; documents follow their base. */
export function basePolicy(context: TenantContext): { edit: boolean; delete: boolean } {
  return { edit: context.can('kb:write'), delete: context.can('kb:delete') };
}
