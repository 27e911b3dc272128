/** The contract's `api_key`, `base_url` and `options` as one plug-in config. `undefined` keeps, `null` removes. */
export function toPluginConfig(body: {
  api_key?: string | null | undefined;
  base_url?: string | null | undefined;
  options?: Record<string, unknown> | undefined;
}): Record<string, unknown> {
  return {
    ...body.options,
    ...(body.api_key === undefined ? {} : { api_key: body.api_key }),
    ...(body.base_url === undefined ? {} : { base_url: body.base_url }),
  };
}
