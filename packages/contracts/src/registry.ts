import * as access from './access/endpoints.ts';
import * as agents from './agents/endpoints.ts';
import * as approvals from './approvals/endpoints.ts';
import * as audit from './audit/endpoints.ts';
import * as budgets from './budgets/endpoints.ts';
import * as channels from './channels/endpoints.ts';
import * as chat from './chat/endpoints.ts';
import * as identity from './identity/endpoints.ts';
import * as knowledge from './knowledge/endpoints.ts';
import * as memory from './memory/endpoints.ts';
import * as models from './models/endpoints.ts';
import * as notifications from './notifications/endpoints.ts';
import * as runControl from './run-control/endpoints.ts';
import * as runs from './runs/endpoints.ts';
import type { Endpoint } from './shared/endpoint.ts';
import * as tenants from './tenants/endpoints.ts';
import * as tools from './tools/endpoints.ts';
import * as triggers from './triggers/endpoints.ts';

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
}

/** Every operation of the product, for OpenAPI, the rights matrix and meta-tests. Not for the browser bundle. */
export const allEndpoints: readonly Endpoint[] = [
  identity,
  access,
  tenants,
  audit,
  models,
  tools,
  knowledge,
  agents,
  chat,
  runs,
  approvals,
  runControl,
  budgets,
  memory,
  notifications,
  channels,
  triggers,
].flatMap((module) => Object.values(module).filter(isEndpoint));
