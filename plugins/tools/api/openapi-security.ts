import { isJsonObject, type JsonObject } from '@agentforge/kernel/json';
import { listAt, type OpenApiDocument, objectAt, textAt } from './openapi-document.ts';

function apiKey(scheme: JsonObject, warnings: string[]): JsonObject {
  const place = textAt(scheme, 'in');
  if (place !== 'header' && place !== 'query') {
    warnings.push('The key of this API travels in a cookie, which is not supported; set the authentication by hand.');
    return { auth_type: 'none' };
  }
  return { auth_type: 'api_key', api_key_name: textAt(scheme, 'name') || 'X-API-Key', api_key_location: place };
}

function oauth2(scheme: JsonObject, scopes: string[], warnings: string[]): JsonObject {
  const flow = objectAt(objectAt(scheme, 'flows'), 'clientCredentials');
  const tokenUrl =
    textAt(flow, 'tokenUrl') || (textAt(scheme, 'flow') === 'application' ? textAt(scheme, 'tokenUrl') : '');
  if (/^https?:\/\//.test(tokenUrl)) {
    return { auth_type: 'oauth2', token_url: tokenUrl, ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }) };
  }
  warnings.push('This API signs in a person by OAuth; paste an access token of a service account as the key.');
  return { auth_type: 'bearer' };
}

function authenticationOf(scheme: JsonObject, scopes: string[], warnings: string[]): JsonObject {
  switch (textAt(scheme, 'type')) {
    case 'apiKey':
      return apiKey(scheme, warnings);
    case 'basic':
      return { auth_type: 'basic' };
    case 'http':
      if (textAt(scheme, 'scheme').toLowerCase() === 'basic') return { auth_type: 'basic' };
      return { auth_type: 'bearer' };
    case 'oauth2':
      return oauth2(scheme, scopes, warnings);
    case 'openIdConnect':
      warnings.push('This API uses OpenID Connect; paste an access token as the key.');
      return { auth_type: 'bearer' };
    default:
      warnings.push('The authentication of this API is of an unknown kind; set it by hand.');
      return { auth_type: 'none' };
  }
}

/** The authentication fields of the config, without any secret: the first way the operation offers. */
export function securityOf(document: OpenApiDocument, operation: JsonObject, warnings: string[]): JsonObject {
  const key = Array.isArray(operation.security) ? operation : document.root;
  const offered = listAt(key, 'security').filter(isJsonObject);
  const requirement = offered.find((candidate) => Object.keys(candidate).length > 0);
  const [name, ...others] = Object.keys(requirement ?? {});
  if (requirement === undefined || name === undefined) return { auth_type: 'none' };
  if (others.length > 0) warnings.push(`The API also wants ${others.join(', ')}; add what is missing as a header.`);
  const schemes = document.isSwagger2
    ? objectAt(document.root, 'securityDefinitions')
    : objectAt(objectAt(document.root, 'components'), 'securitySchemes');
  const scheme = document.resolve(schemes?.[name]);
  if (scheme === undefined) {
    warnings.push(`The authentication "${name}" is not described in the document; set it by hand.`);
    return { auth_type: 'none' };
  }
  const scopes = listAt(requirement, name).filter((scope): scope is string => typeof scope === 'string');
  return authenticationOf(scheme, scopes, warnings);
}
