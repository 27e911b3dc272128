export { slugOf } from './create-tenant.ts';
export { createTenantsRoom, type TenantsDoor } from './tenants.room.ts';
